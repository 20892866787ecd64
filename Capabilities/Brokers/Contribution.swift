import Accounts
import Base
package import Desktop
import Directory
import Storage
import Web

extension Brokers {
    /// On an administrator's desktop: the way to the identity providers, and what waits for a decision.
    package var contribution: Contribution {
        Contribution(
            needs: { read, desk in
                guard case .own(let record, .administrator) = desk else { return [] }
                let waiting = try read.one(LinkConflict.waiting(in: record.provider.id))
                guard waiting > 0 else { return [] }
                let link = BrokerPath.parties(record.provider.slug)
                return [
                    Contribution.Need(rank: 40) { visit in
                        let words = words(visit)
                        return Part.need(
                            words(.conflictsWait, count: waiting), note: words(.conflictsWaitNote),
                            acts: [Part.linkButton(words(.conflictsLook), to: link)])
                    }
                ]
            },
            tiles: { _, desk in
                guard case .own(let record, .administrator) = desk else { return [] }
                let link = BrokerPath.parties(record.provider.slug)
                return [{ visit in Tile(words(visit)(.partiesTitle), to: link, icon: .key) }]
            })
    }
}
