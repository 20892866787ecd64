import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import TestKit
import Testing
import Web

@Suite struct CalendarOnEngine {
    private let calendar: PathPattern = "/{provider}/pupil/timetable/calendar"
    private let childCalendar: PathPattern = "/{provider}/guardian/{child}/timetable/calendar"

    /// The path of the address that a page shows.
    private func address(_ reply: Reply) throws -> String {
        let tail = try #require(
            reply.body.components(separatedBy: "https://digione.example/calendar/").dropFirst().first)
        return "/calendar/" + tail.prefix { $0 != "<" }
    }

    @Test func `a calendar program reads the lessons without a session`() async throws {
        try await TestHouse.open { house async throws in
            let made = try await house.post(calendar("lake"), as: .pupil)
            let feed = try await house.visit(.get, try address(made), as: nil)
            #expect(feed.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(feed.body.contains("SUMMARY:Peruttu: Matematiikka"))
            #expect(feed.body.contains("STATUS:CANCELLED"))
            #expect(!feed.body.contains("Historia"))
            let page = try await house.get(calendar("lake"), as: .pupil)
            #expect(!page.body.contains("https://digione.example/calendar/"))
        }
    }

    @Test func `an address that was renewed or removed opens nothing`() async throws {
        try await TestHouse.open { house async throws in
            let first = try address(try await house.post(calendar("lake"), as: .pupil))
            let second = try address(try await house.post(calendar("lake"), as: .pupil))
            #expect(try await house.visit(.get, first, as: nil).status == .notFound)
            #expect(try await house.visit(.get, second, as: nil).status == .ok)
            let ending = PathPattern("/{provider}/pupil/timetable/calendar/ending")("lake")
            #expect(try await house.post(ending, as: .pupil).status == .seeOther)
            #expect(try await house.visit(.get, second, as: nil).status == .notFound)
        }
    }

    @Test func `a guardian who may not see the school gets no address`() async throws {
        let link = childCalendar("lake", World.person(.protectedPupil))
        try await TestHouse.open { house async throws in
            #expect(try await house.post(link, as: .informedGuardian).status == .notFound)
            #expect(try await house.post(link, as: .protectedGuardian).status == .ok)
        }
    }
}
