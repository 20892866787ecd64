import Base
import Directory
import Testing

@testable import Rostering

@Suite struct ProviderChoiceTests {
    private func root(_ id: String, oid: String? = nil, name: String = "Mäkikunta") async throws -> PackageRoot.Finding
    {
        var package = RosterFixture()
        package[.orgs, id] = ["name": name, "type": "district", "identifier": oid ?? ""]
        return try await package.staged { staged in try PackageRoot.find(in: try #require(staged).staging) }
    }

    private func known(_ slug: String, oid: String? = nil, root: String? = nil) -> KnownProvider {
        KnownProvider(
            id: .new(at: Instant(milliseconds: 0)), slug: slug, oid: oid,
            roots: root.map { [KnownProvider.Root(sourceID: $0, oid: oid)] } ?? [])
    }

    private static let one = "1.2.246.562.10.00000000017"
    private static let two = "1.2.246.562.10.00000000028"

    @Test func `into nothing the root becomes the provider`() async throws {
        let choice = ProviderChoice(named: nil, root: try await root("r", oid: Self.one), known: [])
        let provider = try #require(choice.newProvider)
        #expect(provider.slug.description == "makikunta" && provider.oid == Self.one && provider.name.fi == "Mäkikunta")
    }

    @Test func `an identifier that is no OID is none`() async throws {
        let choice = ProviderChoice(named: nil, root: try await root("r", oid: "NCES-1"), known: [])
        let provider = try #require(choice.newProvider)
        #expect(provider.oid == nil)
    }

    @Test func `the only provider takes its own package alone`() async throws {
        let lake = known("lake", oid: Self.one, root: "r")
        #expect(ProviderChoice(named: nil, root: try await root("r", oid: Self.one), known: [lake]) == .existing(lake))
        #expect(ProviderChoice(named: nil, root: .none, known: [lake]) == .existing(lake))
        for other in [try await root("r", oid: Self.two), try await root("s")] {
            #expect(ProviderChoice(named: nil, root: other, known: [lake]).problem == .providerOther)
        }
    }

    @Test func `among several the OID decides, or the name`() async throws {
        let (lake, hill) = (known("lake", oid: Self.one, root: "r"), known("hill", oid: Self.two, root: "r"))
        let package = try await root("r", oid: Self.two)
        #expect(ProviderChoice(named: nil, root: package, known: [lake, hill]) == .existing(hill))
        #expect(ProviderChoice(named: nil, root: .none, known: [lake, hill]).problem == .providerSeveral)
        #expect(ProviderChoice(named: "hill", root: .none, known: [lake, hill]) == .existing(hill))
        #expect(ProviderChoice(named: Self.one, root: .none, known: [lake, hill]) == .existing(lake))
        #expect(ProviderChoice(named: "lake", root: package, known: [lake, hill]).problem == .providerMismatch)
    }

    @Test func `a second provider comes in by its own name`() async throws {
        let lake = known("lake", oid: Self.one, root: "r")
        let package = try await root("r", oid: Self.two)
        for name in ["makikunta", Self.two] {
            let provider = try #require(ProviderChoice(named: name, root: package, known: [lake]).newProvider)
            #expect(provider.slug.description == "makikunta")
        }
        #expect(ProviderChoice(named: "elsewhere", root: package, known: [lake]).problem == .providerUnknown)
    }

    @Test func `a slug that is taken gets a number`() async throws {
        let taken = known("makikunta", oid: Self.one)
        let choice = ProviderChoice(named: Self.two, root: try await root("r", oid: Self.two), known: [taken])
        let provider = try #require(choice.newProvider)
        #expect(provider.slug.description == "makikunta-2")
    }

    @Test func `without a root or with several nothing can be made`() async throws {
        #expect(ProviderChoice(named: nil, root: .none, known: []).problem == .providerRootMissing)
        #expect(ProviderChoice(named: nil, root: .several(["a", "b"]), known: []).problem == .providerRootsSeveral)
    }
}

extension ProviderChoice {
    fileprivate var problem: ProblemCode? {
        if case .undecided(let problem) = self { problem.code } else { nil }
    }

    fileprivate var newProvider: NewProvider? {
        if case .new(let provider) = self { provider } else { nil }
    }
}
