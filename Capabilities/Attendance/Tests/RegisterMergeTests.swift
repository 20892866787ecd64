import Base
import Directory
import Testing

@testable import Attendance

@Suite struct RegisterMergeTests {
    private static let aino: ID<Person> = .new(at: Instant(milliseconds: 1))
    private static let ill = Standing(.absent, .illness)
    private static let late = Standing(.late, minutes: 10)
    private static let absent = Standing(.absent)

    private func written(
        _ was: Standing, _ typed: Standing, now: Standing, hasEntry: Bool, wasOnList: Bool,
        told: Standing? = nil
    ) -> Standing? {
        RegisterMerge([
            .init(
                person: Self.aino, was: was.token, typed: typed, now: now, hasEntry: hasEntry, wasOnList: wasOnList,
                told: told)
        ]).written.first?.standing
    }

    @Test func `on a first list everything but presence is written, what was announced too`() {
        #expect(written(.present, .present, now: .present, hasEntry: false, wasOnList: false) == nil)
        #expect(written(.present, Self.absent, now: .present, hasEntry: false, wasOnList: false) == Self.absent)
        #expect(written(Self.ill, Self.ill, now: Self.ill, hasEntry: false, wasOnList: false) == Self.ill)
        #expect(written(Self.ill, .present, now: Self.ill, hasEntry: false, wasOnList: false) == nil)
    }

    @Test func `what was not touched stays as somebody else wrote it`() {
        #expect(written(.present, .present, now: Self.late, hasEntry: true, wasOnList: true) == nil)
        #expect(written(Self.absent, Self.absent, now: Self.ill, hasEntry: true, wasOnList: true) == nil)
    }

    @Test func `what both touched is written by the later one`() {
        #expect(written(.present, Self.absent, now: Self.late, hasEntry: true, wasOnList: true) == Self.absent)
        #expect(written(Self.absent, .present, now: Self.ill, hasEntry: true, wasOnList: true) == .present)
    }

    @Test func `the same form sent twice writes once`() {
        #expect(written(.present, Self.late, now: Self.late, hasEntry: true, wasOnList: true) == nil)
        #expect(written(Self.ill, .present, now: .present, hasEntry: false, wasOnList: true) == nil)
    }

    @Test func `who is absent without a reason is absent for the one that the home has told since`() {
        let told = Self.ill
        // Announced while the form was open: on a first list, and on one that was saved before.
        #expect(written(.present, Self.absent, now: told, hasEntry: false, wasOnList: false, told: told) == told)
        #expect(written(.present, Self.absent, now: .present, hasEntry: false, wasOnList: true, told: told) == told)
        // Explained what another phone had saved: it stands as it is.
        #expect(written(.present, Self.absent, now: told, hasEntry: true, wasOnList: true, told: told) == nil)
        // Another reason, and a change of what the form was opened with, are the teacher's.
        let school = Standing(.absent, .school)
        #expect(written(.present, school, now: told, hasEntry: false, wasOnList: false, told: told) == school)
        #expect(written(told, Self.absent, now: told, hasEntry: true, wasOnList: true, told: told) == Self.absent)
    }

    @Test func `what does not belong to a mark is left out`() {
        #expect(Standing(.present, minutes: 5, .illness).token == Standing.present.token)
        #expect(Standing(.late, minutes: 5, .illness).absenceClass == nil)
        #expect(Standing(.absent, minutes: 5).absenceClass == .unexplained)
        #expect(Standing(.absent, minutes: 5).minutes == nil)
    }
}
