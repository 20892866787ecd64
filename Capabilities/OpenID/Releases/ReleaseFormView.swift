import Accounts
import Base
import Clients
import Directory
import Web

extension OpenID {
    /// A decision that is made, or made anew; one that was made can be ended, and says what was decided before.
    func releaseForm(_ model: ReleaseModel, _ typed: TypedRelease, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let parts = chrome.parts(in: visit.language)
        let slug = model.provider.slug
        let title = words(.releaseTitle, ["service": model.service])
        let target =
            model.release.map { OpenIDPath.release(slug, $0.id) } ?? OpenIDPath.releaseForm(slug, model.client)
        let done: [String: OpenIDText] = ["release-changed": .releaseChanged, "release-same": .releaseSame]
        return Page(
            title: title,
            content: """
                \(Part.heading(title, over: words(.releasesTitle), back: OpenIDPath.releases(slug), lead: words(.releaseLead)))
                \(model.origin.map { Part.definitions([(words(.serviceOrigin), "\($0.text(words))")]) })
                \(Part.errorSummary(typed.errors, parts))
                \(Part.form(to: target, fields(model, typed, words, parts)))
                \(model.release.map { ending($0, model, words) })
                \(history(model, visit, words))
                """,
            place: Place.desktop, acting: ActingPath.desktop(.administrator)(slug),
            done: visit.done.flatMap { done[$0] }.map { words($0) })
    }

    private func ending(_ release: Release, _ model: ReleaseModel, _ words: Words<OpenIDText>) -> HTML {
        let act = Part.action(
            words(.endRelease), to: OpenIDPath.releaseEnding(model.provider.slug, release.id), about: model.service)
        return Part.section(words(.endTitle), id: "end", "<p>\(words(.endText))</p>\(Part.acts([act]))")
    }

    /// What was decided on this service before, as it was and as it became.
    private func history(_ model: ReleaseModel, _ visit: Visit, _ words: Words<OpenIDText>) -> HTML {
        guard !model.changes.isEmpty else { return .nothing }
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let say = ReleaseWords(words: words, days: days)
        let cards = model.changes.map { change in
            Part.card(say.act(change), note: days.moment(change.at), decided(change, say, words))
        }
        let audit = Part.link(
            words(.changesWho), to: ActingPath.signInAudit(model.provider.slug).with(["topic": "releases"]))
        return Part.section(words(.changesTitle), id: "changes", "\(HTML(cards))<p>\(audit)</p>")
    }

    /// What was changed, before and after; of a decision that began or ended what it was.
    private func decided(_ change: ReleaseChange, _ say: ReleaseWords, _ words: Words<OpenIDText>) -> HTML {
        let members = ReleaseWords.members.filter { change.before[$0] != nil || change.after[$0] != nil }
        guard !change.before.isEmpty, !change.after.isEmpty else {
            let whole = change.before.isEmpty ? change.after : change.before
            return Part.definitions(
                members.filter { $0 != "until" || whole[$0] != "" }.map { member in
                    (say.name(of: member), "\(say.value(whole[member], of: member))")
                })
        }
        let rows: [[HTML]] = members.map { member in
            [
                "\(say.name(of: member))", "\(say.value(change.before[member], of: member))",
                "\(say.value(change.after[member], of: member))",
            ]
        }
        let columns = [Column(words(.changeMember)), Column(words(.changeBefore)), Column(words(.changeAfter))]
        return Part.table(say.act(change), columns, rows: rows)
    }

    private func fields(
        _ model: ReleaseModel, _ typed: TypedRelease, _ words: Words<OpenIDText>, _ parts: Words<WebText>
    ) -> HTML {
        func error(_ field: String) -> String? { typed.errors.first { $0.field == field }?.text }
        func field(_ label: OpenIDText, _ name: String, _ value: String = "", hint: OpenIDText? = nil) -> Field {
            Field(words(label), name: name, value: value, hint: hint.map { words($0) }, error: error(name))
        }
        let choices = ReleaseField.allCases.map { Choice(words($0.dataText), value: $0.rawValue) }
        let reaches = [
            Choice(words(.allSchools), value: TypedRelease.allSchools, note: words(.allSchoolsNote)),
            Choice(words(.someSchools), value: TypedRelease.someSchools, opens: true),
        ]
        let schools = model.schools.map {
            Choice($0.text(words), value: $0.id.description, note: $0.isEnded ? words(.schoolEnded) : nil)
        }
        var (from, until) = (field(.from, "from", typed.from), field(.until, "until", typed.until, hint: .untilHint))
        (from.kind, from.width, until.kind, until.width, until.isRequired) = (.date, .medium, .date, .medium, false)
        var purpose = field(.purpose, "purpose", typed.purpose, hint: .purposeHint)
        purpose.kind = .lines
        return """
            \(Part.checkboxes(field(.fields, "fields"), choices, chosen: typed.fields, parts))
            \(Part.choiceGroup(field(.reach, "reach", typed.reach), reaches, parts))
            \(Part.opened(Part.checkboxes(field(.schools, "schools"), schools, chosen: typed.schools, parts)))
            \(Part.select(
                field(.legalBasis, "legal-basis", typed.legalBasis),
                LegalBasis.allCases.map { Choice(words($0.text), value: $0.rawValue) }, parts))
            \(Part.field(purpose, parts))\(Part.field(from, parts))\(Part.field(until, parts))
            \(Part.checkbox(field(.takesProtected, "protected", hint: .takesProtectedHint), isOn: typed.takesProtected, parts))
            \(Part.acts([Part.button(words(.release), look: .primary)]))
            """
    }
}
