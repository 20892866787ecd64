package import Accounts
package import Base
package import Directory
package import Web

/// What a capability adds to the desktops. It is asked within the page's one read, and makes at most two statements
/// however many children there are; it notes whom it shows. App lists the contributions.
package struct Contribution: Sendable {
    /// Whose desktop it is.
    package enum Desk: Sendable {
        case own(Viewer.Record, Role)
        /// One child or all of a guardian's. What the guardian may know of each is asked of the child: school and lessons
        /// only where `showsSchool` says so, absences where `showsAttendance` does.
        case children([Viewer.Child])
    }

    /// Something that waits for the reader, made by `Part.need`.
    package struct Need: Sendable {
        /// The smaller, the nearer to the top.
        package let rank: Int
        package let part: @Sendable (Visit) -> HTML

        package init(rank: Int, part: @escaping @Sendable (Visit) -> HTML) { (self.rank, self.part) = (rank, part) }
    }

    /// Something that happens on a day, in minutes from midnight.
    package struct Event: Sendable {
        package let day: CivilDate
        package let begins: Int
        package let ends: Int
        /// Another minute of its day from which on something else is said of it or asked about it.
        package let turns: Int
        package let line: @Sendable (Visit) -> DayLine

        package init(
            day: CivilDate, begins: Int, ends: Int, turns: Int? = nil, line: @escaping @Sendable (Visit) -> DayLine
        ) {
            (self.day, self.begins, self.ends, self.turns, self.line) = (day, begins, ends, turns ?? begins, line)
        }
    }

    package typealias Ask<Item> = @Sendable (PageRead<Viewer>, Desk) throws -> [Item]

    let needs: Ask<Need>
    let timeline: Ask<Event>
    let tiles: Ask<@Sendable (Visit) -> Tile>
    /// What is done so often that it stands beside the greeting, each a button.
    let acts: @Sendable (Desk, Day) -> [@Sendable (Visit) -> HTML]
    /// What was just done from a desktop, by the word that `visit.done` has.
    let said: @Sendable (String, Visit) -> String?

    package init(
        needs: @escaping Ask<Need> = { _, _ in [] }, timeline: @escaping Ask<Event> = { _, _ in [] },
        tiles: @escaping Ask<@Sendable (Visit) -> Tile> = { _, _ in [] },
        acts: @escaping @Sendable (Desk, Day) -> [@Sendable (Visit) -> HTML] = { _, _ in [] },
        said: @escaping @Sendable (String, Visit) -> String? = { _, _ in nil }
    ) {
        (self.needs, self.timeline, self.tiles, self.acts, self.said) = (needs, timeline, tiles, acts, said)
    }
}

/// What all contributions together add to one desktop.
struct Contributed: Sendable {
    private let needs: [Contribution.Need]
    private let events: [Contribution.Event]
    private let tiles: [@Sendable (Visit) -> Tile]
    private let acts: [@Sendable (Visit) -> HTML]

    init(_ contributions: [Contribution], _ read: PageRead<Viewer>, _ desk: Contribution.Desk) throws {
        needs = try contributions.flatMap { try $0.needs(read, desk) }.sorted { $0.rank < $1.rank }
        events = try contributions.flatMap { try $0.timeline(read, desk) }
            .sorted { ($0.day, $0.begins, $0.ends) < ($1.day, $1.begins, $1.ends) }
        tiles = try contributions.flatMap { try $0.tiles(read, desk) }
        acts = contributions.flatMap { $0.acts(desk, Day(read.visit.today)) }
    }

    func needs(_ visit: Visit) -> [HTML] { needs.map { $0.part(visit) } }

    func tiles(_ visit: Visit) -> [Tile] { tiles.map { $0(visit) } }

    func acts(_ visit: Visit) -> [HTML] { acts.map { $0(visit) } }

    /// When the desktop begins to look otherwise by the clock alone: with the hour, whose greeting it is, and with anything
    /// that begins or ends.
    func end(_ visit: Visit) -> Instant {
        let (today, minute) = visit.now.local
        let turns = events.filter { $0.day == today }.flatMap { [$0.turns, $0.begins, $0.ends] }
        let next = (turns + [minute / 60 * 60 + 60]).filter { $0 > minute }.min() ?? minute + 1
        let thisMinute = visit.now.milliseconds - visit.now.milliseconds % 60_000
        return Instant(milliseconds: thisMinute).adding(minutes: Int64(next - minute))
    }

    /// Today while anything of it is left, and the first day after it that has anything.
    func days(_ visit: Visit) -> [(day: CivilDate, events: [Contribution.Event])] {
        let (today, minute) = visit.now.local
        let now = events.filter { $0.day == today }
        let next = events.first { $0.day > today }?.day
        return (now.contains { $0.ends > minute } ? [(today, now)] : [])
            + [next].compactMap { $0 }.map { day in (day, events.filter { $0.day == day }) }
    }
}

extension Desktop {
    /// What was just done on a desktop, in the words of the room that did it.
    func done(_ visit: Visit) -> String? {
        visit.done.flatMap { done in contributions.lazy.compactMap { $0.said(done, visit) }.first }
    }

    /// What waits for the reader; nothing when nothing does.
    func needs(_ contributed: Contributed, before own: [HTML] = [], _ visit: Visit) -> HTML {
        let all = contributed.needs(visit) + own
        return all.isEmpty
            ? .nothing : Part.section(texts(in: visit.language)(.needs), id: "needs", Part.needs(all))
    }

    /// Today and the next school day in one time line; nothing for who has no timetable.
    func next(_ contributed: Contributed, more: Link?, _ visit: Visit) -> HTML {
        let days = contributed.days(visit)
        guard !days.isEmpty else { return .nothing }
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let said = DayWords(parts, today: visit.today)
        let lines = days.map { day, events in
            let (name, date) = (said.day(day), said.date(day))
            return Part.timeLine(
                (name == date ? said.long(day) : name).capitalizedFirst, note: name == date ? nil : date,
                events.map { $0.line(visit) }, parts)
        }
        let link = more.map { Part.link(words(.wholeWeek), to: $0.with(["view": "week"])) } ?? .nothing
        return Part.section(words(.next), id: "next", aside: link, HTML(lines))
    }
}
