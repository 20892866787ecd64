import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
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

    /// The page to which the answer leads, with the word of what was just done.
    private func make(_ link: Link, _ house: TestHouse, as who: Who = .pupil) async throws -> Reply {
        let made = try await house.post(link, as: who)
        #expect(made.status == .seeOther)
        return try await house.visit(
            .get, try #require(made.location), as: who.token, [.cookie: made.doneCookie ?? ""])
    }

    @Test func `loading the answer again makes no other address, and does not show it twice`() async throws {
        try await TestHouse.open { house async throws in
            let shown = try await make(calendar("lake"), house)
            #expect(shown.headers[values: .setCookie].contains { $0.hasPrefix("__Host-done=;") }, "shown this once")
            let again = try await house.get(calendar("lake"), as: .pupil)
            #expect(!again.body.contains("https://digione.example/calendar/"))
            #expect(again.body.contains("Osoite on tehty"))
            #expect(try await house.visit(.get, try address(shown), as: nil).status == .ok)
            // Another's secret, or one that nobody made, is not shown as one's own.
            for word in ["calendar-made." + String(try address(shown).dropFirst(10)), "calendar-made.abc"] {
                let page = try await house.visit(
                    .get, calendar("lake").description, as: Who.classmate.token, [.cookie: "__Host-done=\(word)"])
                #expect(!page.body.contains("https://digione.example/calendar/"))
            }
        }
    }

    @Test func `a calendar program reads the lessons without a session`() async throws {
        try await TestHouse.open { house async throws in
            let made = try await make(calendar("lake"), house)
            let feed = try await house.visit(.get, try address(made), as: nil)
            #expect(feed.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(feed.body.contains("SUMMARY:Peruttu: Matematiikka"))
            #expect(feed.body.contains("STATUS:CANCELLED"))
            #expect(!feed.body.contains("Historia"))
            let page = try await house.get(calendar("lake"), as: .pupil)
            #expect(!page.body.contains("https://digione.example/calendar/"))
        }
    }

    @Test func `a calendar program that has the lessons gets them again when something has changed`() async throws {
        try await TestHouse.open { house async throws in
            let address = try address(try await make(calendar("lake"), house))
            let first = try await house.visit(.get, address, as: nil)
            let tag = try #require(first.headers[.eTag])
            let again = try await house.visit(.get, address, as: nil, [.ifNoneMatch: "\"other\", W/\(tag)"])
            #expect(again.status == .notModified && again.body.isEmpty && again.headers[.eTag] == tag)
            try await house.database.write { writer in
                try ChangeFeed.append(
                    .update, of: "timetable", UUID(), in: World.lake, at: World.now, in: writer)
            }
            let changed = try await house.visit(.get, address, as: nil, [.ifNoneMatch: tag])
            #expect(changed.status == .ok && changed.headers[.eTag] != tag)
        }
    }

    @Test func `an address that was renewed or removed opens nothing`() async throws {
        try await TestHouse.open { house async throws in
            let first = try address(try await make(calendar("lake"), house))
            let second = try address(try await make(calendar("lake"), house))
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
            _ = try address(try await make(link, house, as: .protectedGuardian))
        }
    }
}
