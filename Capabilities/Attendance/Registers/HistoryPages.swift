import Accounts
import Base
import Directory
import Storage
import Timetable
import Web

/// What was ever written in a lesson's register, and by whom.
struct HistoryModel: Sendable {
    let role: Role
    let provider: Provider
    let register: Link
    let lesson: FoundLesson
    let codes: [AbsenceCode]
    let savings: [RegisterSaving]
    let entries: [WrittenEntry]

    /// Staff whom the page names. What a home wrote is the home's, without a name.
    var named: Set<ID<Person>> {
        Set(savings.map(\.person) + entries.filter { !$0.author.isHome }.compactMap(\.author.person))
    }
}

extension Attendance {
    /// The register's trail (Basic Education Act 26 §): earlier entries stay, with who wrote them and when.
    func mountHistory(on site: Site<Viewer>, as role: Role) {
        site.get(
            AttendancePath.history(role), may: .acting(as: role), load: { try history($0, as: role) },
            page: historyPage)
    }

    private func history(_ read: PageRead<Viewer>, as role: Role) throws -> HistoryModel {
        let (ask, today) = (try RegisterAsk(read.viewer, read.visit, as: role), read.visit.today)
        let found = try ask.lesson(today, in: read) { reach in
            try plans.plan(reach, from: ask.key.held, to: ask.key.held, read)
        }
        guard let lesson = try found ?? ask.kept(today, in: read),
            lesson.mayBeRead(today, role, try AttendanceRules.of(ask.provider, in: read))
        else { throw Fault.missing }
        let model = HistoryModel(
            role: role, provider: ask.record.provider, register: ask.link, lesson: lesson,
            codes: try read.all(AbsenceCode.all(of: ask.provider)),
            savings: try read.all(RegisterSaving.all(of: ask.key, in: ask.provider)),
            entries: try read.all(WrittenEntry.all(of: ask.key, in: ask.provider)))
        for person in model.named.union(model.entries.map(\.entry.person)) {
            read.look(at: person, in: ask.provider, for: "attendance", as: role)
        }
        return model
    }

    func historyPage(_ model: HistoryModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let lesson = model.lesson
        let when = "\(words.days.day(lesson.day)) \(words.days.clock(lesson.time.begins, to: lesson.time.ends))"
        let savings = model.savings.map { saving in
            Part.row(saving.name.full, note: words.days.moment(saving.savedAt))
        }
        let entries = model.entries.map { row($0, model, words) }
        let content: HTML = """
            \(Part.heading(
                words(.history), over: "\(lesson.subject) · \(when)", back: model.register, lead: words(.historyLead)))
            \(Part.section(
                words(.historyMarks), id: "marks",
                entries.isEmpty ? Part.quiet(words(.historyNone)) : Part.rows(entries)))
            \(savings.isEmpty ? .nothing : Part.section(words(.historySavings), id: "savings", Part.rows(savings)))
            """
        return Page(
            title: "\(words(.history)): \(lesson.subject)", content: content, place: Place.timetable,
            acting: ActingPath.desktop(model.role)(model.provider.slug))
    }

    /// "Katri Toivanen, tänään 10.52 · korvattu"
    private func row(_ written: WrittenEntry, _ model: HistoryModel, _ words: AttendanceWords) -> HTML {
        let (entry, author) = (written.entry, written.author)
        let name = author.isHome ? words(.byHome) : author.name?.full ?? words(.bySchool)
        let note = [
            words(.written, ["name": name, "when": words.days.moment(entry.writtenAt)]), entry.standing.note,
            entry.supersededAt == nil ? nil : words(.replaced),
        ].compactMap { $0 }
        return Part.row(
            written.pupil.full, lead: Part.avatar(written.pupil.full), note: note.joined(separator: " · "),
            tail: tag(entry.standing, model.codes, words))
    }
}
