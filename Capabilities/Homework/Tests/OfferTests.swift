import Base
import Directory
import Testing
import Timetable

@testable import Homework

/// Which lessons homework may be given for, and which one is meant.
@Suite struct HomeworkOfferTests {
    private let early = Trial.lesson("Matematiikka", 1, 495)
    private let onNow = Trial.lesson("Matematiikka", 1, 600)
    private let later = Trial.lesson("Matematiikka", 1, 720)
    private let wednesday = Trial.lesson("Matematiikka", 3, 495)
    private let history = Trial.lesson("Historia", 2, 495, by: Trial.petri)
    private let shared = Trial.lesson("Liikunta", 2, 600, of: [Trial.class7A, Trial.class7B])
    private let others = Trial.lesson("Matematiikka", 2, 720, of: [Trial.class7B])

    private var lessons: [Lesson] { [early, onNow, later, wednesday, history, shared, others] }

    private func offer(
        _ teacher: LessonTeacher, _ way: GroupWay = .lesson, _ changes: [LessonChange] = [],
        _ special: [SpecialDays] = []
    ) -> Offer {
        Offer(Trial.plan(lessons, changes, special), Trial.class7A, by: [teacher.id], way, at: Trial.now)
    }

    private func key(_ lesson: Lesson, _ day: String) -> HeldLesson.Key { .init(lesson.id, held: Trial.day(day)) }

    @Test func `the next lessons of the group are offered, in time, of one's own subjects`() {
        let choices = offer(Trial.leena).choices(from: nil)
        #expect(choices.map(\.lesson.id).prefix(4) == [later.id, shared.id, wednesday.id, early.id])
        #expect(choices.count == Offer.shown)
        #expect(!choices.contains { $0.lesson.subject == "Historia" })
    }

    @Test func `without anything said the next day's lesson is meant`() {
        #expect(offer(Trial.leena).meant(from: nil)?.lesson.id == shared.id)
    }

    @Test func `opened from a lesson of today, the next one is meant; from a coming one, that one`() {
        #expect(offer(Trial.leena).meant(from: key(later, "2026-11-23"))?.lesson.id == shared.id)
        #expect(offer(Trial.leena).meant(from: key(wednesday, "2026-11-25"))?.lesson.id == wednesday.id)
        let far = key(wednesday, "2026-12-16")
        #expect(offer(Trial.leena).meant(from: far)?.key == far)
        #expect(offer(Trial.leena).choices(from: far).last?.key == far)
    }

    @Test func `a cancelled lesson is not offered, and a moved one on the day where it is`() {
        let held = Trial.day("2026-11-25")
        let cancelled = LessonChange(wednesday.id, held: held, .cancelled)
        #expect(offer(Trial.leena, .lesson, [cancelled]).lesson(key(wednesday, "2026-11-25")) == nil)
        let friday = Trial.day("2026-11-27")
        let moved = LessonChange(wednesday.id, held: held, .moved(to: friday, LessonTime(720, 765)))
        let found = offer(Trial.leena, .lesson, [moved]).lesson(key(wednesday, "2026-11-25"))
        #expect(found?.day == friday)
        #expect(found?.key.held == held)
    }

    @Test func `days off have no lessons to give for`() {
        let off = SpecialDays(.holiday, Trial.day("2026-11-24")...Trial.day("2026-11-25"), title: "Vapaa")
        #expect(offer(Trial.leena, .lesson, [], [off]).meant(from: nil)?.day == Trial.day("2026-11-30"))
    }

    @Test func `a substitute gives for the lesson and the same subject after it, on that day alone`() {
        let today = Trial.day("2026-11-23")
        let substitute = [LessonChange(onNow.id, held: today, .substitute(Trial.petri))]
        let subjects = offer(Trial.petri, .substitute, substitute).choices(from: nil).map(\.lesson.subject)
        #expect(Set(subjects) == ["Matematiikka", "Historia"])
        let other = [LessonChange(wednesday.id, held: Trial.day("2026-11-25"), .substitute(Trial.petri))]
        let lessons = offer(Trial.petri, .substitute, other).choices(from: nil)
        #expect(Set(lessons.map(\.lesson.subject)) == ["Historia"])
    }

    @Test func `a teacher of the class who teaches none of its lessons has the choice of all`() {
        let nobody = LessonTeacher(
            id: .new(at: Instant(milliseconds: 9)), name: PersonName(given: "O", called: "O", family: "R"),
            isProtected: false)
        #expect(offer(nobody, .member).choices(from: nil).contains { $0.lesson.subject == "Historia" })
        #expect(offer(nobody, .substitute).choices(from: nil).isEmpty)
    }

    @Test func `homework for a shared lesson of one's own is for all its groups`() throws {
        let held = try #require(offer(Trial.leena).lesson(key(shared, "2026-11-24")))
        #expect(offer(Trial.leena).groups(of: held) == [Trial.class7A, Trial.class7B])
        #expect(offer(Trial.petri).groups(of: held) == [Trial.class7A])
    }
}
