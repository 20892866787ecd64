import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// What a calendar program gets at a personal address: the lessons around now, as its account may see them today.
struct CalendarFeed: Sendable {
    /// What the text follows from: the address, the day, the records of the account, and how far the provider's change feed
    /// has come, which moves with the register and with timetables.
    let tag: String
    /// nil for who has the text of this tag already: nobody is looked at anew.
    let text: String?
    let looks: [PersonLook]

    /// How far the feed reaches back and ahead.
    private static let past = 30
    private static let ahead = 120

    /// nil when the secret opens nothing: unknown, ended, or the relation is over.
    ///
    /// - Parameter isKept: whether the asker has the text of a tag.
    init?(
        _ secret: Token, _ timetable: Timetable, at now: Instant, isKept: (String) -> Bool, _ reader: any Reader
    ) throws {
        let addresses = try reader.all(CalendarAddress.behind(secret))
        guard let address = addresses.first else { return nil }
        tag = address.tag(now.day, links: addresses.compactMap(\.link))
        if isKept(tag) {
            (text, looks) = (nil, [])
            return
        }
        let relations = try Viewer.relations(of: address.account, on: Day(now.day), in: reader)
        guard let name = address.owner(among: relations) else { return nil }
        let (first, last) = (now.day.adding(days: -Self.past), now.day.adding(days: Self.ahead))
        let reach =
            address.role == .teacher
            ? LessonReach.teachers([address.person], address.provider)
            : .pupils([address.person], [address.provider])
        let plan = try timetable.plans.plan(
            reach, from: first, to: last, [address.provider: address.sequence], at: now, reader)
        let revisions = try reader.all(
            TimetableRevision.of(Array(Set(plan.lessons.map(\.edition))), in: address.provider))
        let model = TimetableModel(
            role: address.role, link: ActingPath.account(), title: nil, plan: plan, asked: AskedDay(),
            acting: ActingPath.account(), place: Place.timetable, showsGroups: address.role == .teacher,
            showsTeachers: address.role != .teacher)
        // Seen from long ago every day has its date and its year: a calendar shows "today" for weeks.
        let words = timetable.words(address.language ?? .fi, today: CivilDate(dayNumber: 0))
        let held = plan.lessons(in: first...last)
        let events = held.compactMap { held in
            timetable.event(held, model, words, revisions.first { $0.edition == held.lesson.edition })
        }
        text = CalendarText(name: "\(words(.title)): \(name)", language: address.language ?? .fi, events).text
        looks = address.looks(at: held, model)
    }
}

extension CalendarAddress {
    fileprivate func tag(_ day: CivilDate, links: [ID<Person>]) -> String {
        let stamp = "\(account) \(provider) \(person) \(role) \(language?.rawValue ?? "") \(sequence) \(day) \(links)"
        return "\"\(Base64URL.text(Token(text: stamp).hash))\""
    }

    /// The called name of whose lessons these are, while the account still has the relation.
    fileprivate func owner(among relations: (records: [Viewer.Record], children: [Viewer.Child])) -> String? {
        if role == .guardian {
            return relations.children.first { $0.person == person && $0.provider.id == provider && $0.showsSchool }?
                .name.called
        }
        return relations.records.first { record in
            record.person == person && record.provider.id == provider && record.roles.contains { $0.role == role }
        }?.name.called
    }

    /// The child, and the teachers who are named.
    fileprivate func looks(at held: [HeldLesson], _ model: TimetableModel) -> [PersonLook] {
        let teachers = held.flatMap {
            (model.showsTeachers ? $0.lesson.teachers : []) + [$0.substitute].compactMap { $0 }
        }
        let named = Dictionary(teachers.map { ($0.id, $0) }) { first, _ in first }.values
        let shown = Set(named.filter { model.shown($0) != nil }.map(\.id)).subtracting([person])
        return (Array(shown) + (role == .guardian ? [person] : [])).map {
            PersonLook(
                provider: provider.uuid, person: $0.uuid, account: account.uuid, purpose: "timetable",
                relation: role.rawValue)
        }
    }
}

extension Timetable {
    /// A lesson as an event; one that was moved away is told of where it is now.
    fileprivate func event(
        _ held: HeldLesson, _ model: TimetableModel, _ words: TimetableWords, _ revision: TimetableRevision?
    ) -> CalendarText.Event? {
        if case .movedTo = held.state { return nil }
        let isCancelled = held.state == .cancelled
        // One that was moved and then cancelled is on two days of the timetable, but it is one event.
        if isCancelled, held.day != held.held { return nil }
        let said = differences(held, model, words).map(\.text) + held.notes
        let people =
            (model.showsGroups ? held.lesson.groups.map(\.title) : [])
            + (model.showsTeachers ? held.lesson.teachers.compactMap { model.shown($0) } : [])
        let text = said + (people.isEmpty ? [] : [people.joined(separator: ", ")])
        return CalendarText.Event(
            uid: "\(held.lesson.id)-\(held.held)@digione", day: held.day, begins: held.time.begins,
            ends: held.time.ends,
            summary: isCancelled ? "\(words(.cancelled)): \(held.lesson.subject)" : held.lesson.subject,
            place: held.room, text: text.isEmpty ? nil : text.joined(separator: "\n"), isCancelled: isCancelled,
            revision: revision?.number ?? 0, changed: revision?.changed ?? Instant(milliseconds: 0))
    }
}
