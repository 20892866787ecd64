import Accounts
import Base
import Directory
import Storage
import Web

/// A learner's own groups.
struct LearnerModel: Sendable {
    let viewer: Viewer
    let record: Viewer.Record
    let groups: [TaughtGroup]
    let isAdult: Bool
    /// Guardians about whom an adult has not decided.
    let undecided: Int
    let contributed: Contributed
}

extension Desktop {
    func mountPupil(on site: Site<Viewer>) {
        site.get(
            ActingPath.desktop(.pupil), may: .acting(as: .pupil), until: { $0.contributed.end($1) },
            load: { read in
                let record = try read.record(as: .pupil)
                let provider = record.provider.id
                let day = Day(read.visit.today)
                let taught = try groups.taught(of: record.person, in: provider, read)
                for teacher in taught.compactMap(\.teacher) {
                    read.look(at: teacher.id, in: provider, for: "desktop", as: .pupil)
                }
                let isAdult = record.age(on: day) == .adult
                let guardians = isAdult ? try read.all(Person.guardians(of: record.person, in: provider, on: day)) : []
                return LearnerModel(
                    viewer: read.viewer, record: record, groups: taught, isAdult: isAdult,
                    undecided: guardians.filter { $0.grantedAt == nil }.count,
                    contributed: try Contributed(contributions, read, .own(record, .pupil)))
            }, page: learnerPage)
    }

    private func learnerPage(_ model: LearnerModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let slug = model.record.provider.slug
        let guardians = ActingPath.guardians(slug)
        let grown =
            model.undecided > 0
            ? [
                Part.need(
                    words(.adultNeed), note: words(.adultNeedText),
                    acts: [Part.linkButton(words(.decide), to: guardians, look: .primary)])
            ] : []
        let work: HTML = """
            \(needs(model.contributed, before: grown, visit))\
            \(next(model.contributed, more: ActingPath.timetable(.pupil)(slug), visit))
            """
        let groups = taughtGroups(model.groups, as: .pupil, words) { ActingPath.group(.pupil)(slug, $0) }
        let tiles =
            model.contributed.tiles(visit) + [
                Tile(words(.guardians), to: guardians, icon: .people),
                Tile(words(.accessLog), to: ActingPath.accessLog(), icon: .eye),
            ]
        let school = model.record.roles.first { $0.role == .pupil }?.organisationName
        let content: HTML = """
            \(Part.heading(greeting(model.viewer, visit), lead: school))
            \(columns("\(work)\(groups)", aside: mine(tiles, words)))
            """
        return Page(
            title: words(.title), content: content, place: Place.desktop, acting: ActingPath.desktop(.pupil)(slug),
            done: done(visit))
    }

    /// A learner's groups with their teachers' names; protected teachers are not named to homes.
    func taughtGroups(
        _ rows: [TaughtGroup], as role: Role, _ words: Words<DesktopText>, link: (ID<SchoolGroup>) -> Link
    ) -> HTML {
        guard !rows.isEmpty else { return Part.empty(words(.noGroups), words(.noGroupsText), icon: .people) }
        var order: [SchoolGroup] = []
        var teachers: [ID<SchoolGroup>: [String]] = [:]
        for row in rows {
            if order.last != row.group { order.append(row.group) }
            guard let teacher = row.teacher, !teacher.isProtected || role == .pupil else { continue }
            teachers[row.group.id, default: []].append(teacher.isProtected ? teacher.name.called : teacher.name.full)
        }
        func section(_ kind: SchoolGroup.Kind, _ title: DesktopText) -> HTML {
            let rows = order.filter { $0.kind == kind }.map { group in
                Part.row(
                    group.title, to: link(group.id), note: teachers[group.id]?.joined(separator: ", "))
            }
            return rows.isEmpty ? .nothing : Part.section(words(title), id: kind.rawValue, Part.rows(rows))
        }
        return "\(section(.homeroom, role == .guardian ? .childClass : .myClass))\(section(.teaching, .groups))"
    }
}
