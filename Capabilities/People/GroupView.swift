import Accounts
import Base
import Directory
import Web

extension People {
    func ownGroupsPage(_ model: OwnGroupsModel, _ visit: Visit) -> Page {
        let (words, _) = words(visit)
        let content: HTML = """
            \(Part.heading(words(.groupsTitle)))
            \(groupSections(model.groups, words) { ActingPath.group(model.role)(model.provider.slug, $0) })
            """
        return Page(title: words(.groupsTitle), content: content, place: place(of: model.role), acting: model.acting)
    }

    /// Homeroom classes and teaching groups under their headings; what to expect when there are none.
    func groupSections(_ groups: [OwnGroup], _ words: Words<PeopleText>, link: (ID<SchoolGroup>) -> Link) -> HTML {
        guard !groups.isEmpty else { return Part.empty(words(.noGroups), words(.noGroupsText), icon: .people) }
        func section(_ kind: SchoolGroup.Kind, _ title: PeopleText) -> HTML {
            let rows = groups.filter { $0.group.kind == kind }.map { own in
                Part.row(
                    own.group.title, to: link(own.group.id), note: own.group.school,
                    tail: Part.quiet(words(.pupils, count: own.pupils)))
            }
            return rows.isEmpty ? .nothing : Part.section(words(title), id: kind.rawValue, Part.rows(rows))
        }
        return "\(section(.homeroom, .homerooms))\(section(.teaching, .teachingGroups))"
    }

    func groupPage(_ model: GroupModel, _ visit: Visit) -> Page {
        let (words, _) = words(visit)
        let pupils = model.members(as: .pupil)
        let staff: HTML = """
            \(list(model.members(as: .teacher), .teachersTitle, .noTeachers, model, words))\
            \(model.members(as: .assistant).isEmpty ? .nothing
                : list(model.members(as: .assistant), .assistantsTitle, .noTeachers, model, words))
            """
        let (over, back) = above(model, words)
        let lead = [
            over == model.group.school ? nil : model.group.school,
            model.role == .guardian ? nil : words(.pupils, count: pupils.count),
        ].compactMap { $0 }
        let heading = Part.heading(
            model.group.title, over: over, back: back, lead: lead.isEmpty ? nil : lead.joined(separator: " · "),
            acts: ways(model, words) + homework(model, words) + slips(model, words))
        let content: HTML =
            model.role == .guardian
            ? "\(heading)\(staff)"
            : "\(heading)\(HTML(model.notices.map { $0(visit) }))\(Part.columns(list(pupils, .pupilsTitle, .noPupils, model, words), aside: staff))"
        return Page(title: model.group.title, content: content, place: place(of: model.role), acting: model.acting)
    }

    /// Where one came from: a guardian from the child, who governs from the school, a member from the own groups.
    private func above(_ model: GroupModel, _ words: Words<PeopleText>) -> (String, Link) {
        if let child = model.child { return (child.called, model.acting) }
        return People.governors.contains(model.role)
            ? (model.group.school, ActingPath.school(model.role)(model.provider.slug, model.group.schoolID))
            : (words(.groupsTitle), ActingPath.groups(model.role)(model.provider.slug))
    }

    /// The place in the navigation under which a role finds groups and people; a pupil's groups stand on the desktop.
    func place(of role: Role) -> String {
        People.members.contains(role) && role != .pupil ? Place.groups : Place.desktop
    }

    /// The way to what the group was given, for those who give it or help with it.
    private func homework(_ model: GroupModel, _ words: Words<PeopleText>) -> [HTML] {
        guard [.teacher, .assistant].contains(model.role) else { return [] }
        let link = ActingPath.groupHomework(model.role)(model.provider.slug, model.group.id)
        return [Part.linkButton(words(.homework), to: link, icon: .book)]
    }

    /// The ways to the group's timetable, and to how it attends.
    private func ways(_ model: GroupModel, _ words: Words<PeopleText>) -> [HTML] {
        guard model.role != .guardian else { return [] }
        let (slug, group) = (model.provider.slug, model.group.id)
        let timetable = Part.linkButton(
            words(.timetable), to: ActingPath.groupTimetable(model.role)(slug, group), icon: .calendar)
        guard [.teacher, .principal].contains(model.role) else { return [timetable] }
        let absences = ActingPath.groupAbsences(model.role)(slug, group)
        return [timetable, Part.linkButton(words(.absences), to: absences, icon: .check)]
    }

    /// The ways to sign-in slips and badges, for those who may print them.
    private func slips(_ model: GroupModel, _ words: Words<PeopleText>) -> [HTML] {
        guard [.teacher, .office, .administrator].contains(model.role) else { return [] }
        let (slug, group) = (model.provider.slug, model.group.id)
        return [
            Part.linkButton(
                words(model.role == .teacher ? .signInSlips : .invitations),
                to: ActingPath.signInSlips(model.role)(slug, group), icon: .key),
            Part.linkButton(words(.badges), to: ActingPath.badges(model.role)(slug, group), icon: .badge),
        ]
    }

    private func list(
        _ people: [Person], _ title: PeopleText, _ empty: PeopleText, _ model: GroupModel, _ words: Words<PeopleText>
    ) -> HTML {
        let rows = people.map { person in
            row(person, as: model.role, link: opens(person, title, model), words)
        }
        return Part.section(
            words(title), id: title.rawValue, rows.isEmpty ? Part.quiet(words(empty)) : Part.rows(rows))
    }

    /// A teacher opens the own pupils; who governs the school opens everyone.
    private func opens(_ person: Person, _ title: PeopleText, _ model: GroupModel) -> Link? {
        let mayOpen = People.governors.contains(model.role) || (model.role == .teacher && title == .pupilsTitle)
        return mayOpen ? ActingPath.person(model.role)(model.provider.slug, person.id) : nil
    }

    /// One person in a list: whole name, or the called name of a protected person to whom only that is shown.
    func row(
        _ person: Person, as role: Role, link: Link?, note: String? = nil, below: HTML = .nothing,
        _ words: Words<PeopleText>
    ) -> HTML {
        let name = person.shownName(to: role)
        let isMarked = person.isProtected && role.seesProtection
        return Part.row(
            name, to: link, lead: Part.avatar(name), note: note, below: below,
            tail: isMarked ? Part.tag(words(.protected), .stop, icon: .lock) : .nothing)
    }
}

extension Person {
    /// Classmates and assistants know a protected person by the called name alone (decision 0033).
    func shownName(to role: Role) -> String {
        isProtected && !role.seesProtection ? name.called : name.full
    }
}

extension Person {
    /// The sort key of what `shownName` shows.
    func shownSortKey(to role: Role) -> String {
        isProtected && !role.seesProtection ? SortKey.of(name.called) : name.sortKey
    }
}

extension Role {
    /// Who sees a protected person's whole name and the mark itself.
    var seesProtection: Bool {
        switch self {
        case .teacher, .principal, .office, .administrator: true
        case .pupil, .assistant, .guardian: false
        }
    }
}
