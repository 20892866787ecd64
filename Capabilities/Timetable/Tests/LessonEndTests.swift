import Base
import Testing

@testable import Timetable

@Suite struct LessonEndTests {
    private func minute(_ plan: LessonPlan, at now: Int) -> Int? {
        LessonEnd.minute(of: plan.lessons(on: Trial.monday), at: now)
    }

    @Test(arguments: [
        (589, nil), (590, 645), (600, 645), (639, 645), (640, 705), (659, 705), (700, nil), (705, nil),
    ])
    func `who comes early is early for the next one`(_ now: Int, _ end: Int?) {
        let plan = Trial.plan([Trial.lesson("A", 1, 600, 645), Trial.lesson("B", 1, 650, 705)])
        #expect(minute(plan, at: now) == end)
    }

    @Test func `a lesson that is cancelled or moved away does not go on`() {
        let lesson = Trial.lesson("A", 1, 600, 645)
        let plan = Trial.plan([lesson], [LessonChange(lesson.id, held: Trial.monday, .cancelled)])
        #expect(minute(plan, at: 610) == nil)
    }

    @Test func `of two lessons at one time the one that ends first counts`() {
        let plan = Trial.plan([Trial.lesson("A", 1, 600, 690), Trial.lesson("B", 1, 600, 645)])
        #expect(minute(plan, at: 610) == 645)
    }
}
