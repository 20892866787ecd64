import Foundation

/// The shared vectors of national identifiers, which lie beside the checkout.
struct NationalVectors: Decodable {
    struct IdentityCodes: Decodable {
        let valid: [Valid]
        let validDvvStyleFromOnrTests: [String]
        let invalid: [Invalid]
    }

    struct Valid: Decodable, Sendable {
        let hetu: String
        let century: Int
        let date: String
        let sexCode: String
    }

    struct Invalid: Decodable, Sendable {
        let hetu: String
        let why: String
    }

    struct Objects: Decodable {
        let validGenerated: [Object]
        let knownReal: [Object]
        let invalid: [String]
    }

    struct Object: Decodable, Sendable {
        let oid: String

        var node: Int? { Int(oid.split(separator: ".")[4]) }
        var digits: String { String(oid.split(separator: ".")[5]) }
    }

    struct BusinessIDs: Decodable {
        let valid: [String]
        let invalid: [Refused]
        let normalise: [Normal]
    }

    struct Refused: Decodable, Sendable {
        let y: String
        let why: String
    }

    struct Normal: Decodable, Sendable {
        let `in`: String
        let out: String
    }

    let hetu: IdentityCodes
    let oid: Objects
    let ytunnus: BusinessIDs

    static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/national/vectors/identifiers.json").standardizedFileURL

    /// Throws when the shared folder is missing; a suite without vectors would pass without having tried anything.
    static func load() throws -> NationalVectors {
        guard let data = try? Data(contentsOf: file) else { throw Missing() }
        return try JSONDecoder().decode(NationalVectors.self, from: data)
    }

    struct Missing: Error, CustomStringConvertible {
        var description: String {
            "identifiers.json of the shared vectors is missing: put the folder `shared` beside the checkout"
        }
    }
}
