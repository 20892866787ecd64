import Accounts
import Base
import Directory
package import SignIn
import Storage
import Web

extension Brokers {
    /// At the door: the ways of the municipality that the device remembers, else the way to find one's own, where there is
    /// any to find.
    package var door: DoorPart {
        DoorPart(remembered: [Self.placeCookie]) { reader, visit in
            if !visit.isSharedDevice, let slug = visit.cookie(Self.placeCookie) {
                let parties = try reader.all(IdentityProvider.open(at: slug))
                if !parties.isEmpty { return { visit, asked in ways(parties, asked, visit) } }
            }
            guard try reader.first(IdentityProvider.anyOpen) != nil else { return { _, _ in .nothing } }
            return { visit, asked in Part.acts([finding(.way, asked, visit)]) }
        }
    }

    private func ways(_ parties: [IdentityProvider], _ asked: DoorPart.Asked, _ visit: Visit) -> HTML {
        let buttons = parties.map { party in
            Part.linkButton(
                party.title, to: BrokerPath.with(party.id).with(["to": asked.to, "again": asked.again]), icon: .key)
        }
        return Part.acts(buttons + [finding(.wayOther, asked, visit)])
    }

    private func finding(_ label: BrokersText, _ asked: DoorPart.Asked, _ visit: Visit) -> HTML {
        let change = label == .wayOther ? "yes" : ""
        return Part.linkButton(
            words(visit)(label),
            to: BrokerPath.places().with(["change": change, "to": asked.to, "again": asked.again]),
            look: label == .wayOther ? .plain : .secondary, icon: .school)
    }
}
