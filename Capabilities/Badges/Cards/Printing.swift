import Accounts
import Audit
import Base
import Directory
import Storage
import StrongSignIn
import Web

/// A card as it is printed: what is on it is known now and never again.
struct PrintedCard: Sendable {
    /// The called name; of two namesakes the first letter of the family name too, unless one is protected.
    let name: String
    /// The group; nothing for a protected child, since paper lies about.
    let group: String?
    let picture: CardPicture
    let secret: CardSecret
}

extension Badges {
    /// New cards, shown in the answer alone.
    func mountPrinting(on site: Site<Viewer>) {
        let (role, strong) = (Role.teacher, Policy<Viewer>.acting(as: .teacher, assurance: .strong))
        site.post(ActingPath.badges(role), may: strong) { write in
            let reach = try GroupReach(write, as: role)
            let chosen = Set(write.visit.form.all("person").compactMap { ID<Person>($0) })
            let cards = try make(for: chosen, reach, write)
            guard cards.isEmpty else { return .page(printedPage(cards, reach, write.visit)) }
            var model = try load(write.viewer, write.visit, as: role, in: write.writer)
            model.errors = [FieldError(words(write.visit)(.chooseSomebody), in: "person")]
            return .page(cardsPage(model, write.visit))
        }
    }

    private func make(
        for chosen: Set<ID<Person>>, _ reach: GroupReach, _ write: PageWrite<Viewer>
    ) throws -> [PrintedCard] {
        guard !chosen.isEmpty else { return [] }
        let cards = try reach.cards(on: write.visit.today, in: write.writer)
        let allowed = try allowed(cards.map(\.person.id), reach, write.visit, in: write.writer)
        let pictures = CardPicture.given(cards.map(\.picture))
        let names = CardName.shown(cards.map(\.person))
        return try zip(cards, zip(pictures, names)).compactMap { card, look in
            let person = card.person
            guard chosen.contains(person.id), allowed.contains(person.id) else { return nil }
            let secret = try freshSecret(in: write.writer)
            try Badge.issue(
                secret, look.0, to: person.id, in: reach.provider.id, by: write.viewer.account, seal,
                at: write.visit.now, in: write.writer)
            try write.note("print-badge", person.id, in: reach)
            return PrintedCard(
                name: look.1, group: person.isProtected ? nil : reach.group.title, picture: look.0, secret: secret)
        }
    }

    /// A number that no card has had.
    private func freshSecret(in reader: any Reader) throws -> CardSecret {
        for _ in 0..<20 {
            let secret = CardSecret.random()
            if try !Badge.isTaken(secret, seal, in: reader) { return secret }
        }
        throw Fault(.unavailable, log: "no free number for a card was found")
    }

    private func printedPage(_ cards: [PrintedCard], _ reach: GroupReach, _ visit: Visit) -> Page {
        let words = words(visit)
        let host = visit.origin.firstRange(of: "://").map { String(visit.origin[$0.upperBound...]) } ?? visit.origin
        let shown = cards.map { card in
            let address = "\(visit.origin)\(BadgePath.door())#\(card.secret.token.text)"
            return Part.badgeCard(
                card.name, note: card.group ?? "", picture: card.picture.animal, card.picture.colour,
                words(card.picture),
                squares: Part.squares(QRCode.rows(of: address) ?? [], label: words(.squaresLabel)),
                number: card.secret.shownNumber, foot: "\(host)\(BadgePath.door())")
        }
        let content: HTML = """
            \(Part.heading(words(.printedTitle), over: reach.group.title, back: reach.page, lead: words(.printedLead),
                acts: [Part.printButton(words(.print))]))
            \(Part.notice(words(.shownOnce), .notice, "<p>\(words(.shownOnceText))</p>"))
            \(Part.badgeCards(shown))
            """
        return Page(
            title: words(.printedTitle), content: content, place: Place.groups,
            acting: ActingPath.desktop(.teacher)(reach.provider.slug))
    }
}
