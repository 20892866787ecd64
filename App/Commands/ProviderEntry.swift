import Audit
import Base
import Directory
import Foundation
import Storage

/// A provider as an operator sees it.
struct ProviderEntry: Sendable {
    let id: ID<Provider>
    let slug: String
    let values: Values

    /// What can be said of a provider; nil leaves what is there.
    struct Values: Sendable {
        var fi: String?
        var sv: String?
        var en: String?
        var oid: String?
        var businessID: String?

        /// What is said, by the names of columns.
        fileprivate func fields(_ slug: String) -> [String: String] {
            [
                "slug": slug, "name_fi": fi, "name_sv": sv, "name_en": en, "oid": oid, "business_id": businessID,
            ].compactMapValues { $0 }
        }

        /// What is there once this was said of it.
        fileprivate func over(_ old: Values) -> Values {
            Values(
                fi: fi ?? old.fi, sv: sv ?? old.sv, en: en ?? old.en, oid: oid ?? old.oid,
                businessID: businessID ?? old.businessID)
        }

        /// Throws a `Fault` for a name that is empty and for an identifier that is none.
        fileprivate func checked() throws -> Values {
            if [fi, sv, en].contains(where: { $0.map(\.trimmed.isEmpty) ?? false }) {
                throw Fault(.invalid, log: "a name cannot be empty")
            }
            if let oid, OrganisationOID(oid) == nil { throw Fault(.invalid, log: "this is no OID of an organisation") }
            if let businessID, BusinessID(businessID) == nil {
                throw Fault(.invalid, log: "this is no business id")
            }
            return self
        }
    }

    var line: String { [slug, values.fi ?? "", values.oid ?? "-", values.businessID ?? "-"].joined(separator: "\t") }

    static func create(_ slug: String, _ values: Values, at now: Instant, in writer: any Writer) throws {
        guard let slug = Slug(slug) else { throw Fault(.invalid, log: "this cannot be a slug") }
        guard let name = try values.checked().fi else { throw Fault(.invalid, log: "--name-fi is needed") }
        let id = ID<Provider>.new(at: now)
        try ProviderEntry.unique { try writer.run(insertion(of: slug, name, values, as: id, at: now)) }
        try Change(
            "provider-create", of: "provider", id.uuid, in: id.uuid, by: nil, after: values.fields(slug.description)
        ).write(at: now, in: writer)
    }

    static func update(
        _ slug: String, to rename: String?, _ values: Values, at now: Instant, in writer: any Writer
    ) throws {
        guard let known = try writer.first(ProviderEntry.named(slug)) else {
            throw Fault(.missing, log: "there is no provider of that slug")
        }
        if let rename, Slug(rename) == nil { throw Fault(.invalid, log: "this cannot be a slug") }
        let before = known.values.fields(known.slug)
        let after = try values.checked().over(known.values).fields(rename ?? known.slug)
        // Saying the same once more is no change (decision 0027).
        guard before != after else { return }
        try ProviderEntry.unique { try writer.run(known.change(to: rename, values)) }
        try Change(
            "provider-update", of: "provider", known.id.uuid, in: known.id.uuid, by: nil,
            before: before.filter { after[$0.key] != $0.value }, after: after.filter { before[$0.key] != $0.value }
        ).write(at: now, in: writer)
    }

    private static func unique(_ statement: () throws -> Int) throws {
        do {
            _ = try statement()
        } catch StorageFault.unique {
            throw Fault(.conflict, log: "another provider has this slug, OID or business id")
        }
    }
}
