import Accounts
import Base
import Directory
import Storage
import Web

/// What is different on a day at the own schools, and the groups and teachers that were looked for.
struct ChangeListModel: Sendable {
    let day: TimetableModel
    let provider: Provider
    let typed: String
    let groups: [SchoolGroup]
    let teachers: [FoundTeacher]

    var shownDay: CivilDate { day.only ?? CivilDate(dayNumber: 0) }
}

extension Timetable {
    private static let groupsFound = 20

    /// The changes of a day, and the way to the day of a group or a teacher.
    func mountChangeList(on site: Site<Viewer>, as role: Role) {
        site.get(ChangePath.list(role), may: .acting(as: role), load: { try loadList($0, role) }, page: changeListPage)
    }

    private func loadList(_ read: PageRead<Viewer>, _ role: Role) throws -> ChangeListModel {
        let record = try read.record(as: role)
        let (provider, slug) = (record.provider.id, record.provider.slug)
        let persons = read.viewer.persons(at: provider)
        let today = Day(read.visit.today)
        let asked = AskedDay(read.visit)
        let day = asked.day ?? read.visit.today
        let editions = try read.all(LessonPlace.editions(by: persons, as: role, in: provider, on: today))
        let changed = try read.all(WrittenChange.lessons(on: day, in: editions, of: provider))
        var model = TimetableModel(
            role: role, link: ChangePath.list(role)(slug), title: nil,
            plan: try .whole(editions, only: changed, in: provider, on: day, read), asked: asked,
            acting: ActingPath.desktop(role)(slug), place: Place.desktop, showsGroups: true)
        model.only = day
        let typed = String(read.visit.query.text("search").prefix(80))
        let (groups, teachers) = try found(typed, persons, role, provider, today, read)
        let named = model.lessons(on: day).flatMap { $0.lesson.teachers + [$0.substitute].compactMap { $0 } }.map(\.id)
        for person in Set(named + teachers.map(\.person.id)) {
            read.look(at: person, in: provider, for: "timetable", as: role)
        }
        return ChangeListModel(
            day: model, provider: record.provider, typed: typed, groups: groups, teachers: teachers)
    }

    /// Groups of the own schools, and teachers who work there.
    private func found(
        _ typed: String, _ persons: [ID<Person>], _ role: Role, _ provider: ID<Provider>, _ day: Day,
        _ read: PageRead<Viewer>
    ) throws -> ([SchoolGroup], [FoundTeacher]) {
        let key = SearchKey.of(typed)
        guard !key.isEmpty else { return ([], []) }
        let schools = try read.all(Organisation.governed(by: persons, as: role, in: provider, on: day))
        let groups = try read.all(FoundGroup.all(at: schools.map(\.id), in: provider))
            .filter { SearchKey.of($0.title).contains(key) }
        let teachers = try FoundTeacher.all(
            typed, at: schools.map(\.id), elsewhere: false, in: provider, on: day, read)
        return (Array(groups.prefix(Self.groupsFound)), Array(teachers.prefix(FoundTeacher.most)))
    }

    @Sendable private func changeListPage(_ model: ChangeListModel, _ visit: Visit) -> Page {
        let (words, own) = (changeWords(in: visit.language), words(visit))
        let (role, slug, day) = (model.day.role, model.provider.slug, model.shownDay)
        let field = Field(
            words(.changeSearch), name: "search", kind: .search, value: model.typed, hint: words(.changeSearchHint),
            isRequired: false)
        let search = Part.search(
            words(.changeSearch), to: model.day.link, values: [("day", day.description)], Part.field(field, own.parts),
            button: words(.changeFind))
        let (name, note) = dayTitle(day, own)
        let lessons = model.day.lessons(on: day).filter { $0.isChanged || !$0.notes.isEmpty }
        let lines = lessons.map { held -> DayLine in
            var line = line(held, model.day, visit, own, now: nil)
            line.act = Part.linkButton(
                words(.changeLesson), to: ChangePath.lesson(role)(slug, held.lesson.id, held.held), icon: .pencil,
                about: "\(held.lesson.subject) \(own.days.clock(held.time.begins))")
            return line
        }
        let list =
            lines.isEmpty
            ? Part.card(name, note: note, "<p>\(words(.changesNone))</p><p>\(Part.quiet(words(.changesNoneText)))</p>")
            : Part.timeLine(name, note: note, lines, own.parts)
        let content: HTML = """
            \(Part.heading(words(.changes), lead: words(.changesLead)))
            \(search)\(results(model, visit, words))
            \(Part.section(words(.changesOfDay), id: "day",
                "\(weekDays(to: model.day.link, around: day, own) { $0.weekday <= 5 })\(list)"))
            """
        return Page(
            title: words(.changes), content: content, place: Place.desktop, acting: model.day.acting,
            done: visit.done == "lesson-removed" ? words(.changeRemovedExtra) : nil)
    }

    private func results(_ model: ChangeListModel, _ visit: Visit, _ words: Words<ChangePageText>) -> HTML {
        guard !model.typed.isEmpty else { return .nothing }
        let (role, slug, day) = (model.day.role, model.provider.slug, model.shownDay.description)
        let groups = model.groups.map { group in
            Part.row(
                group.title, to: ChangePath.group(role)(slug, group.id).with(["day": day]), lead: Icon.people(),
                note: group.school)
        }
        let teachers = model.teachers.map { found in
            Part.row(
                found.person.name.full, to: ChangePath.teacher(role)(slug, found.person.id).with(["day": day]),
                lead: Part.avatar(found.person.name.full),
                note: ([words(.teacherWord)] + found.schools).joined(separator: " · "))
        }
        let rows = groups + teachers
        return Part.section(
            words(.changeFound), id: "found",
            rows.isEmpty ? "<p>\(words(.changeFoundNone))</p>" : Part.rows(rows))
    }
}
