import Base
import Directory
import Testing
import Timetable

@testable import Homework

/// At which lesson of a day given work is said.
@Suite struct LessonWorkTests {
    private let maths = Trial.lesson("Matematiikka", 3, 495, for: [Trial.aino])
    private let history = Trial.lesson("Historia", 3, 600, for: [Trial.aino])
    private let wednesday = Trial.day("2026-11-25")

    private func row(_ lesson: ID<Lesson>?, ticked: Instant? = nil, group: ID<SchoolGroup>? = nil) -> RemarkedWork {
        RemarkedWork(
            work: GivenWork(
                id: .new(at: Trial.now), provider: .new(at: Trial.now),
                occasion: GivenWork.Occasion(lesson, held: wednesday), content: GivenWork.Content(.homework, "s. 34")),
            group: LessonGroup(id: group ?? Trial.class7B, title: "7B englanti"), person: Trial.aino, ticked: ticked)
    }

    private func said(_ row: RemarkedWork, _ changes: [LessonChange] = []) -> [(subject: String, work: LessonWork)] {
        let lessons = Trial.plan([maths, history], changes).lessons(on: wednesday)
        return LessonWork.all([row], on: lessons).flatMap { key, works in
            works.map { work in (lessons.first { $0.key == key }?.lesson.subject ?? "", work) }
        }
    }

    @Test func `work hangs on its lesson, with whether it is done`() {
        let said = said(row(history.id, ticked: Trial.now))
        #expect(said.map(\.subject) == ["Historia"])
        #expect(said.first?.work.group == nil)
        #expect(said.first?.work.doers == [Trial.aino: true])
    }

    @Test func `what stands on a day is said at the first lesson that is on, under its group's name`() {
        #expect(said(row(nil)).map(\.subject) == ["Matematiikka"])
        #expect(said(row(nil)).first?.work.group == "7B englanti")
        let cancelled = [LessonChange(maths.id, held: wednesday, .cancelled)]
        #expect(said(row(nil), cancelled).map(\.subject) == ["Historia"])
    }

    @Test func `what hung on a lesson that the timetable has no more stands on the day`() {
        let gone = row(.new(at: Trial.now))
        #expect(said(gone).map(\.subject) == ["Matematiikka"])
        #expect(said(gone).first?.work.group == "7B englanti")
    }

    @Test func `two of one lesson are each told apart`() {
        let lessons = Trial.plan([maths, history]).lessons(on: wednesday)
        let one = LessonWork.all([row(maths.id)], on: lessons).values.joined()
        #expect(one.map(\.isOneOfSeveral) == [false])
        let two = LessonWork.all([row(maths.id), row(maths.id), row(history.id)], on: lessons).values.joined()
        #expect(two.filter(\.isOneOfSeveral).map(\.subject) == ["Matematiikka", "Matematiikka"])
    }
}
