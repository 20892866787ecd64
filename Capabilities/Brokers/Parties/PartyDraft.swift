import Base
import Clients
import Directory
import Outbound
import Web

/// What an administrator says of an identity provider.
struct PartyDraft: Sendable {
    let profile: Profile
    var title: String
    var issuer: String
    var clientID: String
    var authentication = Authentication.basic
    var algorithm = SigningAlgorithm.rs256
    var mapping: ClaimMapping
    var roles: Set<Role>
    var schools: Set<ID<Organisation>> = []
    var allowsTestNumbers = false
    var isEnabled = false
    var manner = Manner()

    /// How the form stands at first.
    init(_ profile: Profile, title: String) {
        (self.profile, self.title, issuer, clientID) = (profile, title, profile.issuer, "")
        mapping = ClaimMapping(learnerNumber: profile.learnerNumberClaim)
        manner = profile.manner
        switch profile {
        case .mpassid: roles = [.pupil, .teacher, .assistant, .office, .principal]
        case .suomifi: (roles, authentication) = ([.guardian], .key)
        case .entra, .google, .oidc: roles = [.teacher]
        }
    }

    /// As it is in the table.
    init(_ party: IdentityProvider, schools: [ID<Organisation>]) {
        (profile, title, issuer, clientID) = (party.profile, party.title, party.issuer, party.clientID)
        (authentication, algorithm, mapping) = (party.authentication, party.algorithm, party.mapping)
        (roles, self.schools) = (Set(party.roles), Set(schools))
        (allowsTestNumbers, isEnabled, manner) = (party.allowsTestNumbers, party.isEnabled, party.manner)
    }

    /// As it was typed.
    init(_ profile: Profile, _ form: Form) {
        self.profile = profile
        (title, issuer, clientID) = (form.text("title"), form.text("issuer"), form.text("client-id"))
        authentication = Authentication(rawValue: form.text("authentication")) ?? .basic
        algorithm = SigningAlgorithm.own.first { $0.rawValue == form.text("algorithm") } ?? .rs256
        mapping = ClaimMapping(
            learnerNumber: profile.mapsLearnerNumber ? form.text("learner-number") : profile.learnerNumberClaim,
            domain: profile == .google ? form.text("domain").lowercased() : "")
        roles = Set(form.all("roles").compactMap(Role.init(rawValue:))).intersection(IdentityProvider.speakable)
        schools = Set(form.all("schools").compactMap { ID<Organisation>($0) })
        allowsTestNumbers = form["test-numbers"] != nil
        isEnabled = form["enabled"] != nil
        manner = Manner(profile, form)
    }

    var sortedRoles: [Role] { roles.sorted { $0.rawValue < $1.rawValue } }

    /// What keeps it from being saved, by field.
    ///
    /// - Parameters:
    ///   - secret: as typed, empty where the old one stays.
    ///   - hasSecret: whether there is an old one.
    ///   - units: the schools of the provider.
    func problems(
        secret: Secret<String>, hasSecret: Bool, units: Set<ID<Organisation>>, hasOID: Bool, outbound: Outbound
    ) -> [(field: String, text: BrokersText)] {
        var problems: [(field: String, text: BrokersText)] = []
        if title.count < 2 || title.count > 60 { problems.append(("title", .titleWrong)) }
        if !isIssuer(outbound) { problems.append(("issuer", .issuerWrong)) }
        if !Self.isPrintable(clientID, most: 300) { problems.append(("client-id", .clientIDWrong)) }
        let typed = secret.reveal()
        if typed.isEmpty ? !hasSecret && authentication != .key : !Self.isPrintable(typed, most: 1000) {
            problems.append(("secret", .secretWrong))
        }
        if mapping.learnerNumber.utf8.count > 200 { problems.append(("learner-number", .claimWrong)) }
        if !mapping.domain.isEmpty, mapping.domain.wholeMatch(of: /[a-z0-9-]+(?:\.[a-z0-9-]+)+/) == nil {
            problems.append(("domain", .domainWrong))
        }
        if roles.isEmpty { problems.append(("roles", .rolesWrong)) }
        if !schools.isSubset(of: units) { problems.append(("schools", .schoolsWrong)) }
        if profile == .mpassid, !hasOID { problems.append(("issuer", .providerOIDMissing)) }
        return problems + manner.problems(profile, outbound)
    }

    /// An https address without a query, which discovery can be asked at (Discovery 1.0 §3).
    private func isIssuer(_ outbound: Outbound) -> Bool {
        outbound.allows(issuer) && !issuer.contains { "?#{}".contains($0) } && issuer.utf8.count <= 500
    }

    private static func isPrintable(_ text: String, most: Int) -> Bool {
        (1...most).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// What the change log keeps of it; no secret.
    var values: [String: String] {
        [
            "title": title, "issuer": issuer, "client_id": clientID, "authentication": authentication.rawValue,
            "algorithm": algorithm.rawValue, "learner_number_claim": mapping.learnerNumber, "domain": mapping.domain,
            "roles": sortedRoles.map(\.rawValue).joined(separator: " "),
            "schools": schools.sorted().map(\.description).joined(separator: " "),
            "allows_test_numbers": "\(allowsTestNumbers)", "enabled": "\(isEnabled)",
        ].merging(manner.values) { $1 }.filter { !$0.value.isEmpty }
    }
}

extension Profile {
    /// Whether the administrator says which claim holds the learner number.
    var mapsLearnerNumber: Bool { self == .entra || self == .oidc }
}
