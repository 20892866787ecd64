import Base
import Storage

/// The organisation of a package that has no parent: the provider itself.
struct PackageRoot: Hashable, Sendable {
    let record: OrgRecord

    /// The provider's organisation among `records`; several are a problem only where one must be chosen.
    enum Finding: Hashable, Sendable {
        case none
        case one(PackageRoot)
        case several([String])
    }

    static func find(in staging: Staging) throws -> Finding {
        var (first, hasOthers) = (OrgRecord?.none, false)
        var names: [String] = []
        try staging.scratch.forEach(Staging.roots) { cells in
            let root: OrgRecord = try Unpacker.value(of: try cells.next())
            // A school is the provider only where nothing else can be.
            let isOther = root.type != "school"
            if isOther, !hasOthers { (first, hasOthers, names) = (nil, true, []) }
            guard isOther == hasOthers else { return }
            if first == nil { first = root }
            if names.count < mostNamed { names.append(root.sourcedId) }
        }
        if names.count > 1 { return .several(names) }
        return first.map { .one(PackageRoot(record: $0)) } ?? .none
    }

    /// A problem shows no more of them.
    private static let mostNamed = 200

    var oid: String? { record.oid }
    var sourceID: String { record.sourcedId }

    /// The slug that the root asks for, or one made of its name.
    var wantedSlug: Slug? { record.provider.slug ?? Slug(from: record.name) ?? Slug(from: "provider " + sourceID) }

    /// The provider that this root becomes, with a slug that nobody has.
    func newProvider(besides taken: Set<String>) -> NewProvider? {
        guard let wanted = wantedSlug, let slug = Self.free(wanted, besides: taken) else { return nil }
        let fields = record.provider
        return NewProvider(
            slug: slug, oid: oid, businessID: fields.businessID, municipality: fields.municipality,
            name: TranslatedName(fi: record.name, sv: fields.nameSv, en: fields.nameEn))
    }

    private static func free(_ slug: Slug, besides taken: Set<String>) -> Slug? {
        if !taken.contains(slug.description) { return slug }
        return (2...999).lazy.compactMap { Slug("\(slug.description.prefix(36))-\($0)") }
            .first { !taken.contains($0.description) }
    }
}

/// A provider that an import makes.
struct NewProvider: Hashable, Sendable {
    let slug: Slug
    let oid: String?
    let businessID: String?
    let municipality: String?
    let name: TranslatedName
}
