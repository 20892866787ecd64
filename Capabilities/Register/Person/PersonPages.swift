import Accounts
import Base
import Directory
import Storage
import Web

/// A person's record as office and administrator see it.
struct PersonModel: Sendable {
    let scope: Scope
    let file: PersonFile
}

extension Register {
    func mountPerson(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.person(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                let id = try read.visit.id("person", of: Person.self)
                guard let file = try PersonFile.all(of: [id], scope, in: read).first else { throw Fault.missing }
                read.look(at: file.shown, scope, for: "record")
                return PersonModel(scope: scope, file: file)
            }, page: personPage)
    }

    private func personPage(_ model: PersonModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let person = model.file.person
        let content: HTML = """
            \(Part.heading(person.name.full, over: words(.recordOver)))
            \(notices(model, words))
            \(Part.columns(
                "\(basics(model, words))\(roles(model, words))\(memberships(model, words))",
                aside: "\(guardianships(model, words))\(origin(model, words))"))
            """
        return Page(
            title: person.name.full, content: content, place: Place.register, acting: model.scope.acting)
    }

    private func notices(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let protected =
            model.file.person.isProtected
            ? Part.notice(words(.protected), .stop, "<p>\(words(.protectedText))</p>") : HTML.nothing
        let ended = model.file.record.endedAt.map {
            Part.notice(words(.endedRecord), .notice, "<p>\(words(.endedOn, ["day": words.plain($0.day)]))</p>")
        }
        return "\(protected)\(ended)"
    }

    private func basics(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let (record, name) = (model.file.record, model.file.person.name)
        let birth: HTML = record.birthDate.map { "\(words.plain($0)) (\(words.age($0)))" } ?? "\(words(.unknown))"
        var pairs: [(term: String, value: HTML)] = [
            (words(.givenNames), "\(name.given)"), (words(.calledName), "\(name.called)"),
            (words(.familyName), "\(name.family.isEmpty ? words(.unknown) : name.family)"), (words(.birthDate), birth),
            (words(.language), "\(record.language.map(words.language) ?? words(.unknown))"),
        ]
        if let level = model.file.person.yearLevel { pairs.append((words(.yearLevel), "\(level)")) }
        for known in model.file.identifiers {
            let dates = words.period(known.begins, known.ends).map { " (\($0))" } ?? ""
            pairs.append((words.identifier(known.kind), "\(known.value)\(dates)"))
        }
        return Part.section(words(.basics), id: "basics", Part.definitions(pairs))
    }

    private func roles(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let rows = model.file.roles.map { role in
            let note = words.dated(
                role.organisation, role.begins, role.ends, role.standing(on: model.scope.day))
            return (role.standing(on: model.scope.day), Part.row(words(role.role).capitalizedFirst, note: note))
        }
        return dated(words(.roles), id: "roles", empty: words(.noRoles), rows, words)
    }

    private func memberships(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let rows = model.file.memberships.map { membership in
            let standing = membership.standing(on: model.scope.day)
            let link =
                membership.isGoverned && standing != .over
                ? ActingPath.group(model.scope.role)(model.scope.slug, membership.group.id) : nil
            let note = words.dated(
                "\(membership.group.school), \(words(membership.role))", membership.begins, membership.ends, standing)
            return (standing, Part.row(membership.group.title, to: link, note: note))
        }
        return dated(words(.groups), id: "groups", empty: words(.noGroups), rows, words)
    }

    private func guardianships(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        func section(_ title: RegisterText, _ id: String, _ records: [GuardianshipRecord]) -> HTML {
            let rows = records.map { record in
                let standing = record.standing(on: model.scope.day)
                let link = RegisterPath.person(model.scope.role)(model.scope.slug, record.other.id)
                let note = words.dated(words(record.scope), record.begins, record.ends, standing)
                return (standing, personRow(record.other, to: link, note: note, words))
            }
            return dated(words(title), id: id, empty: words(.noGuardians), rows, words)
        }
        let children = model.file.children
        return """
            \(section(.guardians, "guardians", model.file.guardians))\
            \(children.isEmpty ? .nothing : section(.children, "children", children))
            """
    }

    /// What is in force or coming stands open, what is over behind a word.
    private func dated(
        _ title: String, id: String, empty: String, _ rows: [(standing: Standing, row: HTML)], _ words: RegisterWords
    ) -> HTML {
        let open = rows.filter { $0.standing != .over }.map(\.row)
        let over = rows.filter { $0.standing == .over }.map(\.row)
        let past: HTML =
            over.isEmpty ? .nothing : Part.disclosure("\(words(.over)) (\(over.count))", Part.rows(over))
        return Part.section(title, id: id, "\(open.isEmpty ? Part.quiet(empty) : Part.rows(open))\(past)")
    }

    private func origin(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let record = model.file.record
        let account: RegisterText = record.hasAccount ? .hasAccount : .noAccount
        return Part.section(
            words(.origin), id: "origin",
            Part.definitions([
                (words(.source), "\(record.source)"), (words(.sourceID), "<code>\(record.sourceID)</code>"),
                (words(.account), "\(words(account))"),
            ]))
    }
}
