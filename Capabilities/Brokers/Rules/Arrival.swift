import Accounts
import Base
import Directory
import Storage

/// Who came from an identity provider, after everything that came was verified.
struct Arrival: Sendable {
    let login: Login
    let learnerNumber: Number
    /// The keyed hash of the identity code, which is kept nowhere itself.
    let identity: [UInt8]?
    /// The identity code itself, in memory and for this sign-in alone.
    let code: PersonalIdentityCode?
    let familyName: String?
    let givenNames: String?
    /// What MPASSid said; nil from everybody else.
    let mpassid: MPASSidClaims?

    /// The learner number, or why there is none.
    enum Number: Hashable, Sendable {
        case known(LearnerNumber)
        case missing
        case malformed
        /// A number of the test nodes, which belongs to nobody, where such are not allowed.
        case test

        /// - Parameter text: as it came.
        init(_ text: String?, allowsTest: Bool) {
            guard let text, !text.isEmpty else {
                self = .missing
                return
            }
            guard let number = LearnerNumber(text) else {
                self = .malformed
                return
            }
            self = number.isTestNumber && !allowsTest ? .test : .known(number)
        }
    }

    /// Why somebody who came gets no further, whoever it is.
    enum Refusal: Hashable, Sendable {
        /// Known to the identity provider, without any role that we know.
        case noRole
        /// Of another provider than the one that connected the identity provider.
        case otherProvider
        /// Of another domain than the one that was agreed.
        case otherDomain
        case testNumber
        /// MPASSid lets nobody through without a good learner number, so an answer without one is not to be trusted.
        case noNumber
        /// Whoever is known by an identity code came without one.
        case noIdentityCode
        /// A code of the artificial kind, which belongs to nobody, where such are not allowed.
        case testCode
    }

    /// - Parameters:
    ///   - providerOID: of the education provider that connected the identity provider.
    ///   - seal: makes the identity code's keyed hash.
    init(
        _ claims: ClaimSet, from party: IdentityProvider, providerOID: String?, seal: Seal
    ) throws(RefusedArrival) {
        code = try Self.identityCode(claims, party)
        identity = code.map { PersonIdentity.hash(of: $0, by: seal) }
        // The same human being may come under another subject, and the subject may be the code itself.
        login = Login(
            issuer: party.issuer,
            subject: identity.map { Self.subject($0, of: party.manner.identityCode) } ?? claims.text("sub") ?? "")
        familyName = claims.text("family_name") ?? claims.text("urn:oid:2.5.4.4")
        givenNames = claims.text("given_name") ?? claims.text("urn:oid:2.5.4.42")
        learnerNumber = Number(
            party.mapping.learnerNumber.isEmpty ? nil : claims.text(party.mapping.learnerNumber),
            allowsTest: party.allowsTestNumbers)
        mpassid = party.profile == .mpassid ? MPASSidClaims(claims) : nil
        if learnerNumber == .test { throw RefusedArrival(.testNumber) }
        if let mpassid {
            guard mpassid.hasRole else { throw RefusedArrival(.noRole) }
            guard let providerOID, mpassid.isOf(provider: providerOID) else { throw RefusedArrival(.otherProvider) }
            guard case .known = learnerNumber else { throw RefusedArrival(.noNumber) }
        }
        if !party.mapping.domain.isEmpty, claims.text("hd") != party.mapping.domain {
            throw RefusedArrival(.otherDomain)
        }
    }

    /// By what a login is known that shows an identity code. Municipalities share an issuer, and each names its claim itself:
    /// what stands in another claim than the one that holds identity codes is no other municipality's login.
    static func subject(_ identity: [UInt8], of claim: String) -> String {
        let hash = Base64URL.text(identity)
        return claim == Profile.suomifi.manner.identityCode ? "identity:\(hash)" : "identity:\(claim):\(hash)"
    }

    /// Codes of the artificial kind belong to nobody, as test numbers do.
    private static func identityCode(
        _ claims: ClaimSet, _ party: IdentityProvider
    ) throws(RefusedArrival) -> PersonalIdentityCode? {
        guard !party.manner.identityCode.isEmpty else { return nil }
        guard let code = claims.text(party.manner.identityCode).flatMap({ PersonalIdentityCode($0) }) else {
            throw RefusedArrival(.noIdentityCode)
        }
        guard !code.isArtificial || party.allowsTestNumbers else { throw RefusedArrival(.testCode) }
        return code
    }

    /// By what a person of the register was found.
    var evidence: String { identity == nil ? "learner-number" : "identity-code" }

    /// The reason in a typed throw.
    struct RefusedArrival: Error, Hashable {
        let reason: Refusal
        init(_ reason: Refusal) { self.reason = reason }
    }

    var number: LearnerNumber? { if case .known(let number) = learnerNumber { number } else { nil } }

    /// The name as it came, for the page that compares.
    var name: String? {
        let parts = [mpassid?.calledName ?? givenNames, familyName].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
