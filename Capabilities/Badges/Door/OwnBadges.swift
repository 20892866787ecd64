import Accounts
import Base
import Directory
package import SignIn
import Storage
import Web

extension Badges {
    /// The way in that the sign-in page shows.
    package var way: SignInWay {
        SignInWay(to: BadgePath.door(), icon: .badge) { [texts] in texts(in: $0)(.doorTitle) }
    }

    /// The own card, and those of the children whose school one may know of: a card tells when somebody was there.
    package var accountPart: AccountPart {
        AccountPart(
            load: { reader, viewer in
                let own = viewer.records.filter { $0.roles.contains { $0.role == .pupil } }
                    .map { (name: $0.name.called, person: $0.person, provider: $0.provider.id) }
                let children = viewer.children.filter(\.showsSchool)
                    .map { (name: $0.name.called, person: $0.person, provider: $0.provider.id) }
                let all = own + children
                guard !all.isEmpty else { return { _ in .nothing } }
                let found = try reader.all(
                    OwnBadge.of(all.map(\.person), in: Array(Set(all.map(\.provider)))))
                let cards = all.compactMap { one in
                    found.first { $0.person == one.person && $0.provider == one.provider }.map { (one.name, $0) }
                }
                return { visit in ownCards(cards, visit) }
            },
            done: { _, _ in nil })
    }

    private func ownCards(_ cards: [(name: String, card: OwnBadge)], _ visit: Visit) -> HTML {
        guard !cards.isEmpty else { return .nothing }
        let words = words(visit)
        let days = DayWords(parts(visit), today: visit.today)
        let rows = cards.map { name, card in
            let note = [
                card.picture.map { words($0) }, words(.madeOn, ["when": days.day(card.madeAt.day)]),
                card.usedAt.map { words(.usedOn, ["when": days.moment($0)]) },
                words(card.hasPictureCode ? .hasPictureCode : .noPictureCode),
            ].compactMap { $0 }
            return Part.row(
                name, lead: card.picture.map { $0.animal($0.colour) } ?? Icon.badge(),
                note: note.joined(separator: " · "))
        }
        return Part.section(
            words(.ownTitle), id: "badges", "<p class=\"quiet\">\(words(.ownLead))</p>\(Part.rows(rows))")
    }
}
