import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// What was looked for and found.
struct PlacesModel: Sendable {
    var asked = ""
    var isShort = false
    var places: [KnownPlace] = []
    /// Where the device was last.
    var remembered: Provider?
}

/// The ways in of one municipality.
struct PlaceModel: Sendable {
    let provider: Provider
    let parties: [IdentityProvider]
}

extension Brokers {
    /// Where are you from? It is asked once: the device remembers.
    func mountPlaces(on site: Site<Viewer>) {
        site.get(BrokerPath.places, may: .anyone, load: { reader, _, visit in try find(visit, reader) }) {
            model, visit in
            if let provider = model.remembered, visit.query["q"] == nil, visit.query["change"] == nil {
                return .seeOther(BrokerPath.place(provider.slug).with(asked(visit)))
            }
            return .page(placesPage(model, visit))
        }
        site.get(
            BrokerPath.place, may: .anyone,
            load: { reader, _, visit in
                let provider = try reader.one(Provider.named(try visit.text("provider")))
                let parties = try reader.all(IdentityProvider.open(at: [provider.id]))
                return PlaceModel(provider: provider, parties: parties)
            },
            page: { model, visit in .page(placePage(model, visit)) })
        // The address that a school prints: it says where one comes from.
        site.get(
            BrokerPath.school, may: .anyone,
            load: { reader, _, visit in
                let address = try visit.text("school")
                let places = try reader.all(KnownPlace.at(address.lowercased()))
                guard !places.isEmpty else { throw Fault.missing }
                return PlacesModel(asked: address, places: places)
            },
            page: { model, visit in
                let providers = model.places.map(\.provider).uniqued()
                guard providers.count == 1, let provider = providers.first else {
                    return .page(placesPage(model, visit))
                }
                return .seeOther(BrokerPath.place(provider.slug))
            })
    }

    private func find(_ visit: Visit, _ reader: any Reader) throws -> PlacesModel {
        var model = PlacesModel(asked: String(visit.query.text("q").prefix(100)))
        let words = SearchKey.of(model.asked).split(separator: " ").map(String.init)
        if let longest = words.map(\.count).max() {
            model.isShort = longest < KnownPlace.fewest
            if !model.isShort { model.places = try reader.all(KnownPlace.found(Array(words.prefix(5)))) }
        } else if !visit.isSharedDevice, let slug = visit.cookie(Self.placeCookie) {
            model.remembered = try reader.first(Provider.named(slug))
        }
        return model
    }

    /// Where the device is from, for a year.
    static let placeCookie = "__Host-place"

    /// What somebody came for goes with them from page to page.
    private func asked(_ visit: Visit) -> KeyValuePairs<String, String> {
        ["to": visit.query.text("to"), "again": visit.query.text("again")]
    }

    private func placesPage(_ model: PlacesModel, _ visit: Visit) -> Page {
        let (words, parts) = (words(visit), parts(visit))
        let field = Field(
            words(.placeField), name: "q", kind: .search, value: model.asked, hint: words(.placeHint),
            error: model.isShort ? words(.placeShort) : nil, autocomplete: "off")
        let form = Part.search(
            words(.placesTitle), to: BrokerPath.places(),
            values: asked(visit).filter { !$0.value.isEmpty }.map { ($0.key, $0.value) },
            Part.field(field, parts), button: words(.placeSearch))
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.placesTitle), lead: words(.placesLead)))\(form)
            \(found(model, visit, words))</div>
            <p class="door-more">\(Part.link(words(.withPassword), to: ActingPath.signIn().with(asked(visit))))</p>
            """
        return Page(
            title: words(.placesTitle), content: content, status: model.isShort ? .unprocessableContent : .ok,
            isDoor: true)
    }

    private func found(_ model: PlacesModel, _ visit: Visit, _ words: Words<BrokersText>) -> HTML {
        guard !model.asked.isEmpty, !model.isShort else { return .nothing }
        guard !model.places.isEmpty else {
            return Part.notice(words(.placeNone), .notice, "<p>\(words(.placeNoneText))</p>")
        }
        let rows = model.places.prefix(KnownPlace.most).map { place in
            let name = place.provider.name(in: visit.language)
            return Part.row(
                place.school ?? name, to: BrokerPath.place(place.provider.slug).with(asked(visit)),
                lead: place.school == nil ? Icon.building() : Icon.school(),
                note: place.school == nil ? words(.wholeMunicipality) : name)
        }
        let isMore = model.places.count > KnownPlace.most
        let title = isMore ? words(.placesMany, count: KnownPlace.most) : words(.placesFound, count: rows.count)
        return Part.section(title, id: "found", Part.rows(rows))
    }

    private func placePage(_ model: PlaceModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let name = model.provider.name(in: visit.language)
        let buttons = model.parties.enumerated().map { index, party in
            Part.linkButton(
                party.title, to: BrokerPath.with(party.id).with(asked(visit)), look: index == 0 ? .primary : .secondary,
                icon: .key)
        }
        let ways: HTML =
            buttons.isEmpty
            ? "<p>\(words(.noWays))</p>" : "\(Part.acts(buttons))\(help(model, words))"
        let password = Part.linkButton(
            words(.withPassword), to: ActingPath.signIn().with(asked(visit)),
            look: buttons.isEmpty ? .primary : .secondary)
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(name, lead: words(.placeLead)))\(ways)\(Part.acts([password]))</div>
            <p class="door-more">\(words(.notYours)) \
            \(Part.link(words(.changePlace), to: BrokerPath.places().with([
                "change": "yes", "to": visit.query.text("to"), "again": visit.query.text("again"),
            ])))</p>
            """
        return Page(
            title: words(.placeTitle, ["provider": name]), content: content, isDoor: true,
            cookies: visit.isSharedDevice
                ? [] : [NewCookie(Self.placeCookie, model.provider.slug, seconds: 365 * 86_400)])
    }

    /// A municipality that has not allowed DigiOne in MPASSid never sends anybody here, so the help stands before.
    private func help(_ model: PlaceModel, _ words: Words<BrokersText>) -> HTML {
        guard model.parties.contains(where: { $0.profile == .mpassid }) else { return .nothing }
        return Part.disclosure(words(.notAllowedTitle), "<p>\(words(.notAllowedText))</p>")
    }
}
