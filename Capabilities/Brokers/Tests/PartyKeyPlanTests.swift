import Base
import Clients
import Testing

@testable import Brokers

/// When keys of ours for one identity provider come and go. standards.md part 3, line 7.
@Suite struct PartyKeyPlanTests {
    private static let start = Instant(milliseconds: 1_795_421_700_000)

    private func key(_ purpose: PartyKey.Purpose, _ number: Int64, from day: Int64) throws -> PartyKey {
        let id = ID<SigningKey>.new(at: Self.start)
        let algorithm = purpose == .sign ? "RS256" : "ECDH-ES"
        return PartyKey(
            id: id, purpose: purpose, algorithm: algorithm, number: number,
            publicKey: try NewKey(KeyEncryption.ecdhES, id: id).publicKey, sealedPrivateKey: [],
            createdAt: Self.start, usedFrom: Self.start.adding(days: day))
    }

    private func day(_ day: Int64) -> Instant { Self.start.adding(days: day) }

    @Test func `the first is used at once, and the next is published two days before it signs`() throws {
        #expect(PartyKeyPlan.next(.sign, "RS256", [], at: Self.start) == Self.start)
        let first = try key(.sign, 1, from: 0)
        #expect(PartyKeyPlan.next(.sign, "RS256", [first], at: day(87)) == nil)
        #expect(PartyKeyPlan.next(.sign, "RS256", [first], at: day(88)) == day(90))
        let second = try key(.sign, 2, from: 90)
        #expect(PartyKeyPlan.signing([first, second], .rs256, at: day(89))?.number == 1)
        #expect(PartyKeyPlan.signing([first, second], .rs256, at: day(90))?.number == 2)
        #expect(PartyKeyPlan.published([first, second], nil).count == 2)
    }

    @Test func `others encrypt for the newest alone, and what is on the way can still be opened`() throws {
        let (first, second) = (try key(.decrypt, 1, from: 0), try key(.decrypt, 2, from: 88))
        #expect(PartyKeyPlan.next(.decrypt, "ECDH-ES", [first], at: day(88)) == day(88))
        #expect(PartyKeyPlan.published([first, second], .ecdhES).map(\.number) == [2])
        #expect(PartyKeyPlan.outlived([first, second], at: day(89)).isEmpty)
        #expect(PartyKeyPlan.outlived([first, second], at: day(90)).map(\.number) == [1])
    }

    @Test func `another algorithm has keys of its own`() throws {
        let first = try key(.decrypt, 1, from: 0)
        #expect(PartyKeyPlan.next(.decrypt, "RSA-OAEP-256", [first], at: day(1)) == day(1))
        #expect(PartyKeyPlan.published([first], .rsaOAEP256).isEmpty)
    }
}
