import Accounts
import Base
package import Desktop
import Directory
import Web

extension Timetable {
    /// What is next on the desktops of pupils, teachers and guardians: lessons of today and of the next day that has any.
    package var contribution: Contribution {
        Contribution(
            timeline: { read, desk in try events(read, desk) }, tiles: { _, desk in tiles(desk) })
    }

    /// Where those go who keep a school's timetable, and those who change the lessons of single days.
    private func tiles(_ desk: Contribution.Desk) -> [@Sendable (Visit) -> Tile] {
        guard case .own(let record, let role) = desk else { return [] }
        let slug = record.provider.slug
        let changes: @Sendable (Visit) -> Tile = { visit in
            Tile(changeWords(in: visit.language)(.changes), to: ChangePath.list(role)(slug), icon: .swap)
        }
        let imports: @Sendable (Visit) -> Tile = { visit in
            Tile(importWords(in: visit.language)(.imports), to: ImportPath.list(role)(slug), icon: .calendar)
        }
        return (Timetable.changers.contains(role) ? [changes] : [])
            + (Timetable.importers.contains(role) ? [imports] : [])
    }

    private func events(_ read: PageRead<Viewer>, _ desk: Contribution.Desk) throws -> [Contribution.Event] {
        let desk = desk.showingSchool
        guard var model = try model(read, desk) else { return [] }
        switch desk {
        case .own(let record, let role):
            read.look(atTeachersOf: model, in: record.provider.id)
            try remark(on: &model, role == .pupil ? .pupil(record) : .teacher(record), read)
        case .children(let children):
            read.look(atTeachersOf: model, of: children)
            try remark(on: &model, .children(children), read)
        }
        let shown = model
        let minute = read.visit.now.local.minute
        return shown.days(read.visit.today).flatMap { day in
            let now = day == read.visit.today ? minute : nil
            return shown.lessons(on: day).map { held in
                Contribution.Event(
                    day: day, begins: held.time.begins, ends: held.time.ends,
                    turns: held.time.begins - LessonRemarks.minutesBefore
                ) { visit in
                    line(held, shown, visit, words(visit), now: now)
                }
            }
        }
    }

    /// The lessons behind a desktop; nil for who has no timetable.
    private func model(_ read: PageRead<Viewer>, _ desk: Contribution.Desk) throws -> TimetableModel? {
        switch desk {
        case .own(let record, let role) where Timetable.owners.contains(role):
            let (provider, slug) = (record.provider.id, record.provider.slug)
            let persons = read.viewer.persons(at: provider)
            let reach = role == .pupil ? LessonReach.pupils(persons, [provider]) : .teachers(persons, provider)
            return TimetableModel(
                role: role, link: ActingPath.timetable(role)(slug), title: nil,
                plan: try plans.deskPlan(reach, read),
                asked: AskedDay(),
                acting: ActingPath.desktop(role)(slug),
                place: Place.desktop, showsGroups: role == .teacher, showsTeachers: role == .pupil)
        case .children(let children) where !children.isEmpty:
            let reach = LessonReach.pupils(children.map(\.person), Set(children.map(\.provider.id)).sorted())
            return TimetableModel(
                role: .guardian, link: ActingPath.familyTimetable(), title: nil,
                plan: try plans.deskPlan(reach, read),
                asked: AskedDay(), acting: ActingPath.family(),
                place: Place.desktop, names: children.count > 1 ? names(children) : [:])
        default: return nil
        }
    }

    /// The children's names, by which lessons on one time line are told apart.
    func names(_ children: [Viewer.Child]) -> [ID<Person>: PersonName] {
        Dictionary(children.map { ($0.person, $0.name) }) { first, _ in first }
    }
}

extension Contribution.Desk {
    /// Without the children whose school is hidden: lessons tell of it.
    fileprivate var showingSchool: Contribution.Desk {
        guard case .children(let children) = self else { return self }
        return .children(children.filter(\.showsSchool))
    }
}
