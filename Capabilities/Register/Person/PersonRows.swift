import Accounts
import Base
import Directory
import Web

/// The dated rows of a person's page; each that may be ended leads to its ending.
extension Register {
    func roles(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let rows = model.file.roles.map { role in
            let standing = role.standing(on: model.scope.day)
            let note = words.dated(role.organisation, role.begins, role.ends, standing)
            let title = words(role.role).capitalizedFirst
            let end = role.mayEnd(model.scope) ? ending(.role, role.id, title, model, words) : .nothing
            return (standing, Part.row(title, note: note, tail: end))
        }
        return dated(
            words(.roles), id: "roles", empty: words(.noRoles), rows,
            add: Part.link(words(.addRole), to: model.link(RegisterPath.roles)), words)
    }

    func memberships(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let rows = model.file.memberships.map { membership in
            let standing = membership.standing(on: model.scope.day)
            let link =
                membership.isGoverned
                ? RegisterPath.group(model.scope.role)(model.scope.slug, membership.group.id) : nil
            let note = words.dated(
                "\(membership.group.school), \(words(membership.role))", membership.begins, membership.ends, standing)
            let end =
                membership.isGoverned && standing != .over
                ? ending(.membership, membership.id, membership.group.title, model, words) : .nothing
            return (standing, Part.row(membership.group.title, to: link, note: note, tail: end))
        }
        let groups = RegisterPath.groups(model.scope.role)(model.scope.slug)
        return dated(
            words(.groups), id: "groups", empty: words(.noGroups), rows,
            add: Part.link(words(.addToGroup), to: groups), words)
    }

    func guardianships(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        func section(_ title: RegisterText, _ id: String, _ records: [GuardianshipRecord], add: HTML) -> HTML {
            let rows = records.map { record in
                let standing = record.standing(on: model.scope.day)
                let link = RegisterPath.person(model.scope.role)(model.scope.slug, record.other.id)
                let what =
                    record.source == ownSource ? "\(words(record.scope)), \(record.evidence)" : words(record.scope)
                let end =
                    standing == .over
                    ? HTML.nothing : ending(.guardianship, record.id, record.other.name.full, model, words)
                return (
                    standing,
                    personRow(
                        record.other, to: link, note: words.dated(what, record.begins, record.ends, standing),
                        acts: end, words)
                )
            }
            return dated(words(title), id: id, empty: words(.noGuardians), rows, add: add, words)
        }
        let children = model.file.children
        return """
            \(section(
                .guardians, "guardians", model.file.guardians,
                add: Part.link(words(.addGuardian), to: model.link(RegisterPath.guardianships))))\
            \(children.isEmpty ? .nothing : section(.children, "children", children, add: .nothing))
            """
    }

    private func ending<Row>(
        _ kind: EndingKind, _ id: ID<Row>, _ about: String, _ model: PersonModel, _ words: RegisterWords
    ) -> HTML {
        Part.linkButton(
            words(.end), to: kind.path(model.scope.role)(model.scope.slug, model.file.person.id, id), look: .plain,
            about: about)
    }

    /// What is in force or coming stands open, what is over behind a word.
    private func dated(
        _ title: String, id: String, empty: String, _ rows: [(standing: Standing, row: HTML)], add: HTML,
        _ words: RegisterWords
    ) -> HTML {
        let open = rows.filter { $0.standing != .over }.map(\.row)
        let over = rows.filter { $0.standing == .over }.map(\.row)
        let past: HTML =
            over.isEmpty ? .nothing : Part.disclosure("\(words(.over)) (\(over.count))", Part.rows(over))
        return Part.section(
            title, id: id, aside: add, "\(open.isEmpty ? "<p>\(Part.quiet(empty))</p>" : Part.rows(open))\(past)")
    }
}
