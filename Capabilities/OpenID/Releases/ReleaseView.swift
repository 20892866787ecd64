import Accounts
import Base
import Clients
import Directory
import Web

extension OpenID {
    @Sendable func releasesPage(_ model: ReleasesModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let slug = model.provider.slug
        let rows = model.releases.map { release in row(release, model, days, words) }
        let services = model.clients.map { client in
            Part.row(
                client.metadata.clientName, lead: Icon.grid(), note: client.metadata.clientURI,
                tail: Part.linkButton(
                    words(.decide), to: OpenIDPath.releaseForm(slug, client.id), about: client.metadata.clientName))
        }
        let decided =
            rows.isEmpty ? Part.empty(words(.noReleases), words(.noReleasesText), icon: .lock) : Part.rows(rows)
        let known =
            services.isEmpty
            ? Part.empty(words(.noClients), words(.noClientsText), icon: .grid) : Part.rows(services)
        let done: [String: OpenIDText] = ["release": .released, "release-ended": .releaseEnded]
        return Page(
            title: words(.releasesTitle),
            content: """
                \(Part.heading(words(.releasesTitle), lead: words(.releasesLead)))
                \(Part.section(words(.decidedTitle), id: "decided", decided))
                \(Part.section(words(.clientsTitle), id: "services", known))
                """,
            place: Place.desktop, acting: ActingPath.desktop(.administrator)(slug),
            done: visit.done.flatMap { done[$0] }.map { words($0) })
    }

    private func row(
        _ release: Release, _ model: ReleasesModel, _ days: DayWords, _ words: Words<OpenIDText>
    ) -> HTML {
        let name = model.clients.first { $0.id == release.client }?.metadata.clientName ?? words(.endedClient)
        let schools = model.schools.filter { release.schools.contains($0.id) }.map(\.name)
        let period =
            release.until.map { words(.fromUntil, ["from": days.date(release.from), "until": days.date($0)]) }
            ?? words(.fromOn, ["from": days.date(release.from)])
        let protected = release.takesProtected ? Part.tag(words(.protectedToo), .warning) : .nothing
        return Part.row(
            name, note: "\(period) · \(words(release.legalBasis.text)) · \(release.purpose)",
            below: """
                <p>\(release.fields.sorted().map { words($0.dataText) }.joined(separator: ", "))</p>\
                <p class="quiet">\(schools.isEmpty ? words(.allSchools) : schools.joined(separator: ", "))</p>\(protected)
                """,
            tail: Part.action(
                words(.endRelease), to: OpenIDPath.releaseEnding(model.provider.slug, release.id), about: name))
    }

    func releaseForm(
        _ model: ReleasesModel, _ client: Client, _ typed: TypedRelease, _ visit: Visit
    ) -> Page {
        let words = texts(in: visit.language)
        let parts = chrome.parts(in: visit.language)
        let slug = model.provider.slug
        let title = words(.releaseTitle, ["service": client.metadata.clientName])
        return Page(
            title: title,
            content: """
                \(Part.heading(title, over: words(.releasesTitle), back: OpenIDPath.releases(slug), lead: words(.releaseLead)))
                \(Part.errorSummary(typed.errors, parts))
                \(Part.form(to: OpenIDPath.releaseForm(slug, client.id), fields(model, typed, words, parts)))
                """,
            place: Place.desktop, acting: ActingPath.desktop(.administrator)(slug))
    }

    private func fields(
        _ model: ReleasesModel, _ typed: TypedRelease, _ words: Words<OpenIDText>, _ parts: Words<WebText>
    ) -> HTML {
        func error(_ field: String) -> String? { typed.errors.first { $0.field == field }?.text }
        func field(_ label: OpenIDText, _ name: String, _ value: String = "", hint: OpenIDText? = nil) -> Field {
            Field(words(label), name: name, value: value, hint: hint.map { words($0) }, error: error(name))
        }
        let choices = ReleaseField.allCases.map { Choice(words($0.dataText), value: $0.rawValue) }
        let schools = model.schools.map { Choice($0.name, value: $0.id.description) }
        var (from, until) = (field(.from, "from", typed.from), field(.until, "until", typed.until, hint: .untilHint))
        (from.kind, from.width, until.kind, until.width, until.isRequired) = (.date, .medium, .date, .medium, false)
        var wanted = field(.schools, "schools", hint: .schoolsHint)
        wanted.isRequired = false
        var purpose = field(.purpose, "purpose", typed.purpose, hint: .purposeHint)
        purpose.kind = .lines
        return """
            \(Part.checkboxes(field(.fields, "fields"), choices, chosen: typed.fields, parts))
            \(Part.checkboxes(wanted, schools, chosen: typed.schools, parts))
            \(Part.select(
                field(.legalBasis, "legal-basis", typed.legalBasis),
                LegalBasis.allCases.map { Choice(words($0.text), value: $0.rawValue) }, parts))
            \(Part.field(purpose, parts))\(Part.field(from, parts))\(Part.field(until, parts))
            \(Part.checkbox(field(.takesProtected, "protected", hint: .takesProtectedHint), isOn: typed.takesProtected, parts))
            \(Part.acts([Part.button(words(.release), look: .primary)]))
            """
    }
}

extension LegalBasis {
    fileprivate var text: OpenIDText {
        switch self {
        case .publicTask: .basisPublicTask
        case .legalObligation: .basisLegalObligation
        case .contract: .basisContract
        case .consent: .basisConsent
        }
    }
}

extension ReleaseField {
    /// What those who decide on it call it.
    fileprivate var dataText: OpenIDText {
        switch self {
        case .name: .dataName
        case .email: .dataEmail
        case .phone: .dataPhone
        case .birthDate: .dataBirthDate
        case .language: .dataLanguage
        case .school: .dataSchool
        case .role: .dataRole
        case .groups: .dataGroups
        case .classLevel: .dataClassLevel
        case .learnerNumber: .dataLearnerNumber
        }
    }
}
