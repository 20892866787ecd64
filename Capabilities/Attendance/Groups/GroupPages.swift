import Accounts
import Base
import Directory
import Storage
import Timetable
import Web

/// How the pupils of a group attend in a term: in all lessons for the homeroom teacher and the principal, in the group's
/// own for whoever teaches it.
struct GroupAbsences: Sendable {
    let role: Role
    let provider: Provider
    let group: SchoolGroup
    let term: SchoolTerm
    let isPresentTerm: Bool
    let pupils: [Person]
    let entries: [ID<Person>: [AttendanceEntry]]
    let codes: [AbsenceCode]
}

extension Attendance {
    func mountGroup(on site: Site<Viewer>, as role: Role) {
        site.get(
            AttendancePath.group(role), may: .acting(as: role), load: { try groupAbsences($0, as: role) },
            page: groupPage)
    }

    private func groupAbsences(_ read: PageRead<Viewer>, as role: Role) throws -> GroupAbsences {
        let record = try read.record(as: role)
        let (provider, today) = (record.provider.id, Day(read.visit.today))
        let id = try read.visit.id("group", of: SchoolGroup.self)
        let persons = read.viewer.persons(at: provider)
        let group = try read.one(
            role == .principal
                ? SchoolGroup.governed(id, by: persons, as: role, in: provider, on: today)
                : SchoolGroup.reached(id, by: persons, as: role, in: provider, on: today))
        let (term, isPresentTerm) = try SchoolTerm.asked(read.visit, in: provider, read)
        let members = try read.all(Person.members(of: group.id, in: provider, on: today))
        let pupils = members.filter { $0.role == .pupil }.map(\.person)
        let entries = try read.all(
            AttendanceEntry.ofGroup(
                group.id, onlyOwnLessons: group.kind == .teaching, on: term.days, today: today, in: provider))
        for pupil in pupils { read.look(at: pupil.id, in: provider, for: "attendance", as: role) }
        return GroupAbsences(
            role: role, provider: record.provider, group: group, term: term, isPresentTerm: isPresentTerm,
            pupils: pupils, entries: Dictionary(grouping: entries, by: \.person),
            codes: try read.all(AbsenceCode.all(of: provider)))
    }

    private func groupPage(_ model: GroupAbsences, _ visit: Visit) -> Page {
        let words = words(visit)
        let (slug, group) = (model.provider.slug, model.group)
        let page = AttendancePath.group(model.role)(slug, group.id)
        let tabs = [
            Tab(words(.thisTerm), to: page, isCurrent: model.isPresentTerm),
            Tab(words(.termBefore), to: page.with(["term": "before"]), isCurrent: !model.isPresentTerm),
        ]
        // Those of whom there is something come first, each part by name.
        let pupils =
            model.pupils.filter { model.entries[$0.id] != nil } + model.pupils.filter { model.entries[$0.id] == nil }
        let rows = pupils.map { pupil in row(pupil, model, words) }
        let none = Part.empty(words(.noPupils), words(.noPupilsText), icon: .people)
        let content: HTML = """
            \(Part.heading(
                words(.absences), over: group.title, back: ActingPath.group(model.role)(slug, group.id),
                lead: words(group.kind == .homeroom ? .groupAll : .groupOwn)))
            \(Part.tabs(words(.terms), tabs))\(rows.isEmpty ? none : Part.rows(rows))
            """
        return Page(
            title: "\(words(.absences)): \(group.title)", content: content,
            place: model.role == .teacher ? Place.groups : Place.desktop,
            acting: ActingPath.desktop(model.role)(slug))
    }

    /// A pupil with sums in words, and folded the lessons behind them.
    private func row(_ pupil: Person, _ model: GroupAbsences, _ words: AttendanceWords) -> HTML {
        let entries = model.entries[pupil.id] ?? []
        let unexplained = entries.filter { $0.standing.absenceClass == .unexplained }.count
        let tag =
            unexplained == 0 ? .nothing : Part.tag(words(.unexplainedCount, count: unexplained), .warning)
        let lessons = entries.map { lesson($0, model, words) }
        let below: HTML =
            lessons.isEmpty
            ? .nothing : Part.disclosure(words(.lessonsShow, count: lessons.count), Part.rows(lessons))
        return Part.row(
            pupil.name.full, lead: Part.avatar(pupil.name.full), note: sum(entries, words),
            below: tag.isEmpty ? below : "<span class=\"tags\">\(tag)</span>\(below)")
    }

    /// "Sairaana 3 oppituntia · Myöhässä 2 kertaa"
    func sum(_ entries: [AttendanceEntry], _ words: AttendanceWords) -> String {
        let sums = OwnSums(entries)
        let classes = AbsenceClass.allCases.compactMap { absenceClass in
            sums.minutes[absenceClass].map { "\(words(absenceClass)) \(words.lessonHours($0))" }
        }
        let late = sums.late > 0 ? ["\(words(.late)) \(words(.times, count: sums.late))"] : []
        let all = classes + late
        return all.isEmpty ? words(.nothingWritten) : all.joined(separator: " · ")
    }

    /// One lesson; the principal opens its register to put it right.
    private func lesson(_ entry: AttendanceEntry, _ model: GroupAbsences, _ words: AttendanceWords) -> HTML {
        let occurrence = entry.occurrence
        let register = AttendancePath.register(.principal)(
            model.provider.slug, occurrence.key.lesson, occurrence.key.held)
        return Part.row(
            "\(words.days.date(occurrence.day)) \(words.days.clock(occurrence.begins)) \(occurrence.subject)",
            to: model.role == .principal ? register : nil, note: entry.standing.note,
            tail: tag(entry.standing, model.codes, words))
    }
}
