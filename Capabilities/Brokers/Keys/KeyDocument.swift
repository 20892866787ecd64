import Accounts
import Base
import Clients
import HTTPTypes
import Storage
import Web

extension Brokers {
    /// Our public keys for one identity provider, at the address that is registered there.
    func mountKeys(on site: Site<Viewer>) {
        site.outside(.get, BrokerPath.partyKeys) { call in
            guard let id = ID<IdentityProvider>(try call.text("party")),
                let party = try await database.read({ try $0.first(ConnectedParty.under(id)) })?.party,
                party.profile.hasOwnKeys
            else { throw Fault.missing }
            let keys = try await partyKeys.published(for: party)
            // Shorter than a key is published before it is used.
            return try .json(
                ["keys": keys], isStored: true, headers: [("Cache-Control", "public, max-age=3600")])
        }
    }
}
