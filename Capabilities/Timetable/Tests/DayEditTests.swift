import Base
import Directory
import Testing

@testable import Timetable

@Suite struct DayEditTests {
    private let room: ID<Room> = .new(at: Instant(milliseconds: 1))
    private let person: ID<Person> = .new(at: Instant(milliseconds: 2))

    @Test func `what is wanted is written, what is no longer wanted is taken back`() {
        var edit = DayEdit()
        edit.isCancelled = true
        edit.room = room
        let steps = edit.steps(from: ["substitute": .init(person: person)])
        #expect(steps.written == ["cancelled": .init(), "room": .init(room: room)])
        #expect(steps.removed == ["substitute"])
    }

    @Test func `what is there already stays as it is, with an import's own note`() {
        var edit = DayEdit()
        edit.substitute = person
        let steps = edit.steps(from: ["substitute": .init(person: person, note: "Koulutus")])
        #expect(steps.written.isEmpty && steps.removed.isEmpty)
    }

    @Test func `a move to another hour is another move`() {
        var edit = DayEdit()
        edit.moved = (Trial.monday, 4)
        #expect(edit.steps(from: ["moved": .init(movedTo: Trial.monday, firstHour: 4)]).written.isEmpty)
        #expect(edit.steps(from: ["moved": .init(movedTo: Trial.monday, firstHour: 3)]).written.count == 1)
    }
}

@Suite struct DoubleBookingTests {
    private let teacher = LessonTeacher(
        id: .new(at: Instant(milliseconds: 9)), name: PersonName(given: "Leena", called: "Leena", family: "Salo"),
        isProtected: false)

    private func lesson(_ subject: String, _ begins: Int, room: String?, teachers: [LessonTeacher] = []) -> Lesson {
        var lesson = Trial.lesson(subject, 1, begins, begins + 45)
        (lesson.room, lesson.teachers) = (room, teachers)
        return lesson
    }

    @Test func `a room and a teacher that are needed twice at one time are found`() {
        let lessons = [
            lesson("A", 500, room: "1", teachers: [teacher]), lesson("B", 530, room: "1"),
            lesson("C", 510, room: "2", teachers: [teacher]), lesson("D", 545, room: "1", teachers: [teacher]),
        ]
        let day = Trial.plan(lessons).lessons(on: Trial.monday)
        let found = DoubleBooking.found(for: day[0], among: day)
        #expect(found.map(\.other.lesson.subject) == ["B", "C"])
        #expect(found.map(\.what) == [.room("1"), .teacher(teacher)])
    }

    @Test func `a substitute frees the teacher, and what is cancelled needs nothing`() {
        let first = lesson("A", 500, room: "1", teachers: [teacher])
        let second = lesson("B", 500, room: "1", teachers: [teacher])
        let changes = [
            LessonChange(first.id, held: Trial.monday, .substitute(Trial.substitute)),
            LessonChange(first.id, held: Trial.monday, .room("2")),
        ]
        let free = Trial.plan([first, second], changes).lessons(on: Trial.monday)
        #expect(free.flatMap { DoubleBooking.found(for: $0, among: free) } == [])
        let cancelled = Trial.plan([first, second], [LessonChange(first.id, held: Trial.monday, .cancelled)])
            .lessons(on: Trial.monday)
        #expect(cancelled.flatMap { DoubleBooking.found(for: $0, among: cancelled) } == [])
    }
}
