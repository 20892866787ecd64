import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// Whose lessons a calendar address shows, and whether there is one.
struct CalendarModel: Sendable {
    let role: Role
    let provider: Provider
    let person: ID<Person>
    let timetable: Link
    let calendar: Link
    let ending: Link
    let acting: Link
    var since: Instant?
    /// The new address, shown this once.
    var address: String?
}

extension Timetable {
    static let feed: PathPattern = "/calendar/{secret}"

    /// The feed itself: whoever knows the secret, without a session.
    func mountFeed(on site: Site<Viewer>) {
        site.get(
            Timetable.feed, may: .crossSite,
            load: { reader, visit in
                let secret = Token(text: try visit.text("secret"))
                let feed = try CalendarFeed(secret, self, at: visit.now, isKept: visit.keeps, reader)
                guard let feed else { throw Fault.missing }
                return feed
            },
            download: { feed, visit in
                note(feed.looks, visit.now)
                return Download(
                    "digione.ics", mediaType: "text/calendar; charset=utf-8", text: feed.text, tag: feed.tag)
            })
    }

    func mountCalendar(on site: Site<Viewer>, as role: Role) {
        let path = TimetablePath.calendar(role)
        let policy: Policy<Viewer> = role == .guardian ? .guardianOfChild : .acting(as: role)
        site.get(
            path, may: policy,
            load: { read in
                var model = try calendar(read.viewer, read.visit, role)
                model.since = try read.first(
                    CalendarAddress.since(read.viewer.account, model.person, as: role, in: model.provider.id))
                model.address = try made(model, read)
                if role == .guardian { read.look(at: model.person, in: model.provider.id, for: "timetable", as: role) }
                return model
            }, page: calendarPage)
        site.post(path, may: policy) { write in
            let model = try calendar(write.viewer, write.visit, role)
            let secret = try CalendarAddress.renew(
                write.viewer.account, model.person, as: role, in: model.provider.id, at: write.visit.now, write.writer)
            try change("calendar-address", model, write)
            return .done(Timetable.calendarMade + secret.text, at: model.calendar)
        }
        site.post(TimetablePath.calendarEnding(role), may: policy) { write in
            let model = try calendar(write.viewer, write.visit, role)
            try CalendarAddress.end(
                write.viewer.account, model.person, as: role, in: model.provider.id, at: write.visit.now, write.writer)
            try change("calendar-ended", model, write)
            return .done("calendar-ended", at: model.calendar)
        }
    }

    /// Before the secret in the word of what was just done: it travels to the next page in the browser alone, hidden from
    /// scripts, and goes with that page. Loading the page again makes no other address, and does not show this one.
    private static let calendarMade = "calendar-made."

    /// The address that was made just now, if it is the one in force here.
    private func made(_ model: CalendarModel, _ read: PageRead<Viewer>) throws -> String? {
        guard let done = read.visit.done, done.hasPrefix(Timetable.calendarMade) else { return nil }
        let secret = Token(text: String(done.dropFirst(Timetable.calendarMade.count)))
        guard let address = try read.first(CalendarAddress.behind(secret)),
            address.account == read.viewer.account, address.person == model.person, address.role == model.role,
            address.provider == model.provider.id
        else { return nil }
        return "\(origin)\(Timetable.feed(secret.text))"
    }

    /// The address as calendar programs are opened by it.
    private static func subscription(_ address: String) -> String {
        "webcal" + (address.firstIndex(of: ":").map { String(address[$0...]) } ?? "")
    }

    private func change(_ action: String, _ model: CalendarModel, _ write: PageWrite<Viewer>) throws {
        try Change(
            action, of: "person", model.person.uuid, in: model.provider.id.uuid, by: write.viewer.account.uuid
        ).write(at: write.visit.now, in: write.writer)
    }

    private func calendar(_ viewer: Viewer, _ visit: Visit, _ role: Role) throws -> CalendarModel {
        let slug = try visit.text("provider")
        if role == .guardian {
            guard let child = viewer.child(try visit.id("child"), at: slug), child.showsSchool else {
                throw Fault.missing
            }
            return CalendarModel(
                role: role, provider: child.provider, person: child.person,
                timetable: ActingPath.childTimetable(slug, child.person),
                calendar: TimetablePath.calendar(role)(slug, child.person),
                ending: TimetablePath.calendarEnding(role)(slug, child.person),
                acting: ActingPath.child(slug, child.person))
        }
        guard let record = viewer.record(at: slug, as: role) else { throw Fault.missing }
        return CalendarModel(
            role: role, provider: record.provider, person: record.person, timetable: ActingPath.timetable(role)(slug),
            calendar: TimetablePath.calendar(role)(slug), ending: TimetablePath.calendarEnding(role)(slug),
            acting: ActingPath.desktop(role)(slug))
    }

    private func calendarPage(_ model: CalendarModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let since = model.since.map { since -> HTML in
            "<p>\(Part.quiet(words(.calendarSince, ["when": words.days.moment(since)])))</p>"
        }
        let address = model.address.map { address in
            Part.notice(
                words(.calendarNew), .good,
                """
                <p class="address"><code>\(address)</code></p><p>\(words(.calendarOnce))</p>\
                <p><a class="button secondary" href="\(Timetable.subscription(address))">\(words(.calendarOpen))</a></p>
                """)
        }
        let buttons =
            [
                Part.action(
                    words(model.since == nil ? .calendarMake : .calendarRenew), to: model.calendar, look: .primary)
            ] + (model.since == nil ? [] : [Part.action(words(.calendarEnd), to: model.ending)])
        let content: HTML = """
            \(Part.heading(words(.calendar), over: words(.title), back: model.timetable, lead: words(.calendarLead)))
            \(address)
            \(Part.card(nil, "<p>\(words(.calendarSecret))</p>\(since)\(Part.acts(buttons))"))
            """
        return Page(
            title: words(.calendar), content: content, place: Place.timetable, acting: model.acting,
            done: visit.done == "calendar-ended" ? words(.calendarEnded) : nil)
    }
}

extension TimetablePath {
    /// The page of a personal calendar address.
    static func calendar(_ role: Role) -> PathPattern { PathPattern(stringLiteral: "\(own(role))/calendar") }

    static func calendarEnding(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "\(own(role))/calendar/ending")
    }

    private static func own(_ role: Role) -> String {
        "/{provider}/\(role.rawValue)\(role == .guardian ? "/{child}" : "")/timetable"
    }
}
