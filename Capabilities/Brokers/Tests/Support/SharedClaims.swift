import Foundation

@testable import Brokers

/// The constructed claims of MPASSid, which lie beside the checkout.
struct SharedClaims: Decodable, Sendable {
    let `case`: String
    let claims: ClaimSet

    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../../shared/data/national/mpassid/claims-constructed.json").standardizedFileURL

    /// Throws when the shared folder is missing; a suite without vectors would pass without having tried anything.
    static func all() throws -> [SharedClaims] {
        guard let data = try? Data(contentsOf: file) else {
            throw Missing(
                description: "claims-constructed.json is missing: put the folder `shared` beside the checkout")
        }
        return try JSONDecoder().decode([SharedClaims].self, from: data)
    }

    /// The claims of the one case whose name begins so.
    static func named(_ beginning: String) throws -> MPASSidClaims {
        guard let found = try all().first(where: { $0.case.hasPrefix(beginning) }) else {
            throw Missing(description: "there is no case that begins with \(beginning)")
        }
        return MPASSidClaims(found.claims)
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }
}
