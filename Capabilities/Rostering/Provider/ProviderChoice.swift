import Base
import Directory

/// A provider of the database, with what its files called its root.
struct KnownProvider: Hashable, Sendable {
    let id: ID<Provider>
    let slug: String
    let oid: String?
    var roots: [Root] = []

    struct Root: Hashable, Sendable {
        let sourceID: String
        let oid: String?
    }

    /// Object identifiers decide where both sides have one; two municipalities may well use the same sourcedIds.
    func matches(_ root: PackageRoot) -> Bool {
        let oids = Set(roots.compactMap(\.oid) + [oid].compactMap { $0 })
        if let wanted = root.oid, !oids.isEmpty { return oids.contains(wanted) }
        return roots.isEmpty || roots.contains { $0.sourceID == root.sourceID }
    }

    /// Whether the package says by its identifier that it belongs to somebody else.
    func contradicts(_ root: PackageRoot) -> Bool {
        guard let oid, let wanted = root.oid else { return false }
        return oid != wanted
    }
}

/// Whose register a package goes into.
enum ProviderChoice: Hashable, Sendable {
    case existing(KnownProvider)
    case new(NewProvider)
    case undecided(ImportProblem)

    /// - Parameter name: the slug or OID that the command named, if any.
    init(named name: String?, root: PackageRoot.Finding, known: [KnownProvider]) {
        if let name {
            self = Self.named(name, root: root, known: known)
        } else if known.isEmpty {
            self = Self.fresh(root, known: known)
        } else if known.count == 1 {
            self = Self.only(known[0], root: root)
        } else {
            self = Self.amongSeveral(known, root: root)
        }
    }

    private static func named(_ name: String, root: PackageRoot.Finding, known: [KnownProvider]) -> ProviderChoice {
        if let provider = known.first(where: { $0.slug == name || $0.oid == name }) {
            if case .one(let root) = root, provider.contradicts(root) {
                return problem(.providerMismatch, root, ["provider": provider.slug])
            }
            return .existing(provider)
        }
        // This is how a second provider comes in: its own package must agree with the name.
        if case .one(let package) = root, package.oid == name || package.wantedSlug?.description == name {
            return fresh(root, known: known)
        }
        return problem(.providerUnknown, nil, ["provider": name])
    }

    private static func fresh(_ root: PackageRoot.Finding, known: [KnownProvider]) -> ProviderChoice {
        switch root {
        case .none: return problem(.providerRootMissing, nil)
        case .several(let ids): return problem(.providerRootsSeveral, nil, ["ids": ids.joined(separator: ", ")])
        case .one(let root):
            guard let provider = root.newProvider(besides: Set(known.map(\.slug))) else { return problem(.slug, root) }
            return .new(provider)
        }
    }

    private static func only(_ provider: KnownProvider, root: PackageRoot.Finding) -> ProviderChoice {
        if case .one(let root) = root, !provider.matches(root) {
            let name = root.wantedSlug?.description ?? ""
            return problem(.providerOther, root, ["provider": provider.slug, "name": name])
        }
        return .existing(provider)
    }

    private static func amongSeveral(_ known: [KnownProvider], root: PackageRoot.Finding) -> ProviderChoice {
        if case .one(let root) = root, let oid = root.oid {
            let same = known.filter { $0.oid == oid }
            if same.count == 1 { return .existing(same[0]) }
        }
        return problem(.providerSeveral, nil, ["providers": known.map(\.slug).sorted().joined(separator: ", ")])
    }

    private static func problem(
        _ code: ProblemCode, _ root: PackageRoot?, _ values: [String: String] = [:]
    ) -> ProviderChoice {
        .undecided(ImportProblem(code, file: RosterFile.orgs.fileName, row: root?.record.line, values: values))
    }
}
