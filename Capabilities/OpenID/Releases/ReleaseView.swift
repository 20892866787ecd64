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
        let decided =
            rows.isEmpty ? Part.empty(words(.noReleases), words(.noReleasesText), icon: .lock) : Part.rows(rows)
        let done: [String: OpenIDText] = ["release": .released, "release-ended": .releaseEnded]
        return Page(
            title: words(.releasesTitle),
            content: """
                \(Part.heading(words(.releasesTitle), lead: words(.releasesLead)))
                \(Part.section(words(.decidedTitle), id: "decided", decided))
                \(Part.section(words(.clientsTitle), id: "services", services(model, words, chrome.parts(in: visit.language))))
                """,
            place: Place.desktop, acting: ActingPath.desktop(.administrator)(slug),
            done: visit.done.flatMap { done[$0] }.map { words($0) })
    }

    private func row(
        _ release: Release, _ model: ReleasesModel, _ days: DayWords, _ words: Words<OpenIDText>
    ) -> HTML {
        let name = model.names[release.client] ?? words(.endedClient)
        let schools = model.schools.filter { release.schools.contains($0.id) }.map { $0.text(words) }
        let period =
            release.until.map { words(.fromUntil, ["from": days.date(release.from), "until": days.date($0)]) }
            ?? words(.fromOn, ["from": days.date(release.from)])
        let protected = release.takesProtected ? Part.tag(words(.protectedToo), .warning) : .nothing
        return Part.row(
            name, to: OpenIDPath.release(model.provider.slug, release.id),
            note: "\(period) · \(words(release.legalBasis.text)) · \(release.purpose)",
            below: """
                <p>\(release.fields.sorted().map { words($0.dataText) }.joined(separator: ", "))</p>\
                <p class="quiet">\(release.schools.isEmpty ? words(.allSchools) : schools.joined(separator: ", "))</p>\(protected)
                """)
    }

    /// All services of the platform: found by their names, a page at a time.
    private func services(
        _ model: ReleasesModel, _ words: Words<OpenIDText>, _ parts: Words<WebText>
    ) -> HTML {
        guard !model.names.isEmpty else {
            return Part.empty(words(.noClients), words(.noClientsText), icon: .grid)
        }
        let (search, list) = (model.search, OpenIDPath.releases(model.provider.slug))
        let field = Field(
            words(.serviceName), name: "q", kind: .search, value: search.text, autocomplete: "off", isRequired: true)
        let form: HTML =
            model.names.count > ServiceSearch.size
            ? Part.search(words(.serviceSearch), to: list, Part.field(field, parts), button: words(.serviceFind))
            : .nothing
        guard !search.found.isEmpty else {
            let all = Part.acts([Part.linkButton(words(.serviceAll), to: list, look: .plain)])
            return "\(form)\(Part.empty(words(.serviceNone), words(.serviceNoneText), icon: .search))\(all)"
        }
        let rows = model.shown.map { client in
            Part.row(
                client.metadata.clientName, lead: Icon.grid(), note: ServiceOrigin(client).text(words),
                tail: Part.linkButton(
                    words(.decide), to: OpenIDPath.releaseForm(model.provider.slug, client.id),
                    about: client.metadata.clientName))
        }
        let ways = Part.pagination(search.page, of: search.pages, parts) { page in
            list.with(search.text.isEmpty ? ["page": "\(page)"] : ["q": search.text, "page": "\(page)"])
        }
        return "\(form)\(Part.rows(rows))\(ways)"
    }
}
