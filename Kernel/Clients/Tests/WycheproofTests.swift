import Base
import Foundation
import Testing

@testable import Clients

/// The vectors of C2SP/wycheproof for signatures and sets of keys, against our verification.
@Suite struct WycheproofTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let group: String
        let id: Int
        let comment: String
        let keys: String
        let algorithm: String?
        let token: String
        let isValid: Bool

        var testDescription: String { "\(group) \(id): \(comment)" }
    }

    @Test func `every vector is decided as its authors say, or more strictly`() async throws {
        var (accepted, refused) = (0, 0)
        for vector in try Self.vectors("json_web_signature_test") + Self.vectors("json_web_key_test") {
            let isGood = await Self.accepts(vector)
            // Of its algorithms only RS256 and ES256 are spoken here: a good token of another algorithm is refused too.
            let isOurs = vector.isValid && ["RS256", "ES256"].contains(vector.algorithm)
            if isGood { accepted += 1 } else { refused += 1 }
            #expect(isGood == isOurs, "\(vector)")
        }
        #expect(accepted >= 10)
        #expect(refused >= 350)
    }

    /// A signature that is good over something that is no claims is a good signature.
    private static func accepts(_ vector: Vector) async -> Bool {
        guard let set = try? JWKSet(json: vector.keys.utf8),
            let algorithm = SigningAlgorithm(rawValue: vector.algorithm ?? "")
        else { return false }
        do {
            _ = try await TokenCheck.claims(
                of: vector.token, in: set, algorithm: algorithm, type: nil, as: [String: JSONValue].self)
            return true
        } catch TokenFault.malformed {
            return (try? TokenHeader(of: vector.token)) != nil
        } catch {
            return false
        }
    }

    private static func vectors(_ name: String) throws -> [Vector] {
        let file = URL(filePath: #filePath).appending(
            path: "../../../../../shared/data/standards/wycheproof/\(name).json"
        ).standardizedFileURL
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any], "\(file.path) is missing")
        let groups = try #require(document["testGroups"] as? [[String: Any]])
        return try groups.flatMap { group -> [Vector] in
            let shown = group["public"] ?? group["private"]
            let key = try #require(shown as? [String: Any])
            let keys = key["keys"] as? [[String: Any]] ?? [key]
            let text = try JSONSerialization.data(withJSONObject: ["keys": keys])
            return try #require(group["tests"] as? [[String: Any]]).map { test in
                Vector(
                    group: group["comment"] as? String ?? "", id: test["tcId"] as? Int ?? 0,
                    comment: test["comment"] as? String ?? "", keys: String(decoding: text, as: UTF8.self),
                    algorithm: keys.first?["alg"] as? String, token: test["jws"] as? String ?? "",
                    isValid: test["result"] as? String == "valid")
            }
        }
    }
}
