import Audit
import Base
import Directory
import Storage

extension ConnectedParty {
    /// All that have not ended.
    static var every: Query<ConnectedParty> {
        Query("\(selected) WHERE identity_provider.ended_at IS NULL ORDER BY provider.slug, identity_provider.id")
    }
}

extension IdentityProvider {
    /// Keeps what the operator looked at; nil takes their word back.
    func vouch(_ seen: [UInt8]?, at now: Instant, in writer: any Writer) throws {
        try writer.run(
            "UPDATE identity_provider SET vouched = \(seen) WHERE provider_id = \(provider) AND id = \(id)")
        try Change(
            seen == nil ? "identity-provider-unvouch" : "identity-provider-vouch", of: "identity_provider", id.uuid,
            in: provider.uuid, by: nil
        ).write(at: now, in: writer)
    }
}
