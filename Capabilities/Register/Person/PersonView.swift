import Accounts
import Base
import Directory
import Storage
import Web

extension Register {
    func personPage(_ model: PersonModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let person = model.file.person
        let list = RegisterPath.people(model.scope.role)(model.scope.slug)
        let acts = [
            Part.linkButton(
                words(.correct), to: model.link(RegisterPath.correction), look: .primary, icon: .pencil),
            Part.linkButton(words(.history), to: model.link(RegisterPath.history), icon: .clock),
        ]
        let content: HTML = """
            \(Part.heading(person.name.full, over: words(.peopleTitle), back: list, acts: acts))
            \(notices(model, words))
            \(Part.columns(
                "\(basics(model, words))\(roles(model, words))\(memberships(model, words))",
                aside: "\(guardianships(model, words))\(more(model, words))\(origin(model, words))"))
            """
        return Page(
            title: person.name.full, content: content, place: Place.register, acting: model.scope.acting,
            done: words.done(visit))
    }

    private func notices(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let record = model.file.record
        let protected =
            model.file.person.isProtected
            ? Part.notice(words(.protected), .stop, "<p>\(words(.protectedText))</p>") : HTML.nothing
        let ended = record.endedAt.map { at in
            record.isMerged
                ? Part.notice(words(.mergedRecord), .notice, "<p>\(words(.mergedRecordText))</p>")
                : Part.notice(
                    words(.endedRecord), .notice, "<p>\(words(.endedOn, ["day": words.plain(at.day)]))</p>")
        }
        return "\(protected)\(ended)"
    }

    private func basics(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let (record, name) = (model.file.record, model.file.person.name)
        let birth = record.birthDate.map { "\(words.plain($0)) (\(words.age($0)))" } ?? words(.unknown)
        var pairs: [(term: String, value: HTML)] = [
            (words(.givenNames), "\(name.given)"), (words(.calledName), "\(name.called)"),
            (words(.familyName), "\(name.family.isEmpty ? words(.unknown) : name.family)"),
            (words(.birthDate), "\(birth)"),
            (words(.language), "\(record.language.map(words.language) ?? words(.unknown))"),
        ]
        if let level = model.file.person.yearLevel { pairs.append((words(.yearLevel), "\(level)")) }
        for known in model.file.identifiers {
            let dates = words.period(known.begins, known.ends).map { " (\($0))" } ?? ""
            pairs.append((words.identifier(known.kind), "\(known.value)\(dates)"))
        }
        return Part.section(words(.basics), id: "basics", Part.definitions(pairs))
    }

    /// What else can be done with the record.
    private func more(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let isProtected = model.file.person.isProtected
        let rows = [
            Part.row(
                words(.contact), to: model.link(RegisterPath.contact), lead: Icon.message(), note: words(.contactNote)),
            Part.row(
                words(isProtected ? .unprotectTitle : .protectTitle), to: model.link(RegisterPath.protection),
                lead: Icon.lock(), note: words(.protectNote)),
            Part.row(
                words(model.file.record.hasMerged ? .mergeOrUndo : .mergeTitle), to: model.link(RegisterPath.merge),
                lead: Icon.swap(), note: words(.mergeNote)),
        ]
        return Part.section(words(.more), id: "more", Part.rows(rows))
    }

    private func origin(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        let record = model.file.record
        let account: RegisterText = record.hasAccount ? .hasAccount : .noAccount
        return Part.section(
            words(.origin), id: "origin",
            Part.definitions([
                (words(.source), "\(words.source(record.source))"),
                (words(.sourceID), "<code class=\"long\">\(record.sourceID)</code>"),
                (words(.account), "\(words(account))"),
            ]))
    }
}
