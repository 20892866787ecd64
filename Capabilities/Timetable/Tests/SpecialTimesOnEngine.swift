import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Synchronization
import TestKit
import Testing
import Timetable
import Web

/// Views of days that are easily got wrong: clocks that change, half-day groups, Saturdays, lunch shifts, two groups at
/// one time.
@Suite struct SpecialTimesOnEngine {
    /// The world's clock, moved by a test.
    private final class Clock: Sendable {
        private let instant: Mutex<Instant>
        init(_ instant: Instant = World.now) { self.instant = Mutex(instant) }
        var now: Instant { instant.withLock { $0 } }
        func move(to text: String) throws {
            let moment = try #require(Instant(text))
            instant.withLock { $0 = moment }
        }
    }

    private let bells = """
        schedule,hour,begins,ends,groups
        Ensin,1,8.15,9.00,
        Ensin,2,9.15,10.00,
        Ensin,3,10.15,11.00,
        Ensin,4,11.30,12.15,
        Ensin,lunch,11.00,11.30,
        Sitten,1,8.15,9.00,8B
        Sitten,2,9.15,10.00,
        Sitten,3,10.15,11.45,
        Sitten,4,12.15,13.00,
        Sitten,lunch,11.45,12.15,
        """
    private let lessons = """
        number;subject;groups;teachers;room;weekday;hour;length;first;last
        1;Äidinkieli;7A;SAL;112;1;1;1;2026-08-10;2027-06-05
        2;Kuvataide;7A;SAL;112;1;3;2;2026-08-10;2027-06-05
        3;Kuvataide;8B;;113;1;3;2;2026-08-10;2027-06-05
        4;Musiikki;7A;SAL;112;5;2;1;2026-08-10;2027-06-05
        5;Saksa;7A matematiikka;SAL;114;5;2;1;2026-08-10;2027-06-05
        """
    private let days = """
        kind,first,last,follows,title
        school,2026-11-28,,1,Lauantaityöpäivä
        school,2026-10-25,,1,Sunnuntaityöpäivä
        school,2027-03-28,,1,Sunnuntaityöpäivä
        """

    private func open(
        _ clock: Clock = Clock(), _ body: @escaping @Sendable (TestHouse) async throws -> Void
    ) async throws {
        try await TestHouse.open(now: { clock.now }) { house async throws in
            try await TimetableTrial.addTeacherCode("SAL", to: World.person(.teacher), in: house.database)
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            for (name, text) in [("bells.csv", bells), ("lessons.csv", lessons), ("days.csv", days)] {
                try Data(text.utf8).write(to: folder.appending(path: name))
            }
            let report = try await TimetableImport(database: house.database, now: { World.now })
                .run(folder, provider: "lake", school: TimetableTrial.schoolCode)
            #expect(report.state == .applied && report.problems == [])
            try await body(house)
        }
    }

    private func pupil(_ day: String, _ house: TestHouse) async throws -> String {
        let link = ActingPath.timetable(.pupil)("lake").with(["day": day])
        return try await house.get(link, as: .pupil).body
    }

    /// The Monday before, the Sunday on which clocks change, here a school day, and the Monday after.
    @Test(arguments: [
        ("2026-10-23T07:20:00Z", ["20261019", "20261025", "20261026"]),
        ("2027-03-26T08:20:00Z", ["20270322", "20270328", "20270329"]),
    ])
    func `in the calendar lessons stay at their clock time when clocks change`(
        _ moment: String, _ around: [String]
    ) async throws {
        let clock = Clock()
        try await open(clock) { house async throws in
            let made = try await house.post(
                PathPattern("/{provider}/pupil/timetable/calendar")("lake"), as: .pupil)
            let secret = try #require(made.doneCookie?.components(separatedBy: "calendar-made.").last)
            let feed = "/calendar/\(secret)"
            try clock.move(to: moment)
            let text = try await house.visit(.get, feed, as: nil).body
            for day in around {
                #expect(text.contains("DTSTART;TZID=Europe/Helsinki:\(day)T081500\r\n"), "\(day)")
                #expect(text.contains("DTEND;TZID=Europe/Helsinki:\(day)T121500\r\n"), "\(day)")
            }
            #expect(!text.contains("T071500"))
        }
    }

    @Test(arguments: [
        // Twenty past eight before and after clocks change, and twenty past seven.
        ("2026-10-19T05:20:00Z", true), ("2026-10-26T06:20:00Z", true), ("2026-10-26T05:20:00Z", false),
    ])
    func `what is on now goes by the clock on the wall`(_ moment: String, _ isOn: Bool) async throws {
        let clock = Clock()
        try clock.move(to: moment)
        try await open(clock) { house async throws in
            let page = try await house.get(ActingPath.timetable(.pupil)("lake"), as: .pupil).body
            #expect(page.contains("8.15") && page.contains("<span>Nyt</span>") == isOn)
        }
    }

    @Test(arguments: ["2026-10-25", "2026-11-28"])
    func `a weekend day that is a school day has Monday's lessons, in day and week`(_ day: String) async throws {
        try await open { house async throws in
            #expect(try await pupil(day, house).contains("Äidinkieli"))
            let link = ActingPath.timetable(.pupil)("lake").with(["view": "week", "day": day])
            let week = try await house.get(link, as: .pupil).body
            #expect(week.components(separatedBy: "<b>Äidinkieli</b>").count == 3)
        }
    }

    @Test func `a lesson over lunch has the lunch of its own shift`() async throws {
        try await open { house async throws in
            #expect(try await pupil("2026-11-23", house).contains("Ruokailu 11.00–11.30"))
            let other = ActingPath.groupTimetable(.principal)("lake", World.homeroom8B).with(["day": "2026-11-23"])
            let page = try await house.get(other, as: .principal).body
            #expect(page.contains("Ruokailu 11.45–12.15") && !page.contains("Ruokailu 11.00–11.30"))
        }
    }

    @Test func `a pupil in two groups at one time sees both lessons`() async throws {
        try await open { house async throws in
            let day = try await pupil("2026-11-27", house)
            #expect(day.contains("Musiikki") && day.contains("Saksa"))
            let link = ActingPath.timetable(.pupil)("lake").with(["view": "week", "day": "2026-11-27"])
            #expect(try await house.get(link, as: .pupil).body.contains("class=\"several\""))
        }
    }

    @Test func `for a group that has lessons on some days only, the next day is its own next day`() async throws {
        let clock = Clock()
        // Monday after the last lesson: there is nothing until Friday.
        try clock.move(to: "2026-11-23T12:00:00Z")
        try await open(clock) { house async throws in
            let page = try await house.get(ActingPath.timetable(.pupil)("lake"), as: .pupil).body
            #expect(page.contains("Musiikki") && !page.contains("Huomenna"))
        }
    }
}
