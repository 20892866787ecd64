import Accounts
import Base
import Directory
import Storage
import Web

extension Brokers {
    /// What arrived, to the administrator who tried it; nobody is joined or signed in by it.
    func trialPage(_ claims: ClaimSet, _ attempt: Attempt, _ viewer: Viewer?, _ visit: Visit) async throws -> Page {
        let words = words(visit)
        let connected = attempt.connected
        let number = number(claims, connected.party)
        let arrival = Result {
            try Arrival(claims, from: connected.party, providerOID: connected.providerOID, seal: seal)
        }
        let identity = try? arrival.get().identity
        let known = try await database.read { reader in
            try number.map { number in
                try reader.all(LinkCandidate.with(number, in: connected.provider.id, on: Day(visit.today)))
                    .map(\.person).uniqued().count
            }
                ?? identity.map { identity in
                    try reader.all(LinkCandidate.with(identity: identity, in: connected.provider.id))
                        .map(\.person).uniqued().count
                }
        }
        let verdict = "\(verdict(arrival, known: known, words))\(strength(claims, connected.party, visit))" as HTML
        let rows = claims.values.sorted { $0.key < $1.key }.map { name, value -> [HTML] in
            ["<code>\(name)</code>", HTML(value.lines.map { "<p>\(Masked.text($0))</p>" as HTML })]
        }
        let slug = connected.provider.slug
        let content: HTML = """
            \(Part.heading(
                words(.arrivedTitle), over: connected.party.title, back: BrokerPath.party(slug, connected.party.id),
                lead: words(.arrivedLead)))\(verdict)\(roles(claims, connected.party, words))
            \(Part.section(
                words(.arrivedClaims), id: "claims",
                Part.table(words(.arrivedClaims), [Column(words(.claim)), Column(words(.value))], rows: rows)))
            """
        return Page(
            title: words(.arrivedTitle), content: content, place: Place.desktop,
            acting: ActingPath.desktop(.administrator)(slug), cookies: [attempt.spentCookie])
    }

    private func number(_ claims: ClaimSet, _ party: IdentityProvider) -> LearnerNumber? {
        let text = party.mapping.learnerNumber.isEmpty ? nil : claims.text(party.mapping.learnerNumber)
        if case .known(let number) = Arrival.Number(text, allowsTest: party.allowsTestNumbers) { return number }
        return nil
    }

    /// What would become of whoever came so.
    private func verdict(
        _ arrival: Result<Arrival, any Error>, known: Int?, _ words: Words<BrokersText>
    ) -> HTML {
        do {
            let arrival = try arrival.get()
            if arrival.identity != nil {
                return known == 1
                    ? Part.notice(words(.wouldBeKnownIdentity), .good)
                    : Part.notice(words(known == 0 ? .wouldBeUnknownIdentity : .wouldBeSeveral), .notice)
            }
            switch (arrival.learnerNumber, known) {
            case (.known, let known?) where known > 0:
                return Part.notice(words(.wouldBeKnown, count: known), known == 1 ? .good : .warning)
            case (.known, _): return Part.notice(words(.wouldBeUnknown), .notice)
            case (.malformed, _): return Part.notice(words(.wouldBeMalformed), .warning)
            default: return Part.notice(words(.wouldNeedCode), .notice)
            }
        } catch {
            let text: BrokersText =
                switch (error as? Arrival.RefusedArrival)?.reason ?? .noRole {
                case .noRole: .noRoleTitle
                case .otherProvider: .wouldBeElsewhere
                case .otherDomain: .wouldBeOtherDomain
                case .testNumber: .testNumberTitle
                case .noNumber: .noNumberTitle
                case .noIdentityCode: .noIdentityCodeTitle
                case .testCode: .testCodeTitle
                }
            return Part.notice(words(text), .warning)
        }
    }

    /// Whether this very login would count as more than a password, where any may.
    private func strength(_ claims: ClaimSet, _ party: IdentityProvider, _ visit: Visit) -> HTML {
        guard party.manner.hasStrong else { return .nothing }
        let isStrong = party.manner.isStrong(claims, at: visit.now)
        return Part.notice(words(visit)(isStrong ? .wouldBeStrong : .wouldNotBeStrong), isStrong ? .good : .notice)
    }

    /// MPASSid's roles as they were read.
    private func roles(_ claims: ClaimSet, _ party: IdentityProvider, _ words: Words<BrokersText>) -> HTML {
        guard party.profile == .mpassid else { return .nothing }
        let mpassid = MPASSidClaims(claims)
        let rows = mpassid.roles.map { role -> String in
            let school = mpassid.schools.first { $0.oid == role.schoolOID || $0.code == role.schoolCode }
            return [words(role.kind.word), school?.name ?? role.schoolCode, role.group].compactMap { $0 }
                .joined(separator: " · ")
        }
        let unread = mpassid.unreadRoles > 0 ? [words(.unreadRoles, count: mpassid.unreadRoles)] : []
        let all = rows + unread
        guard !all.isEmpty else { return .nothing }
        return Part.section(words(.arrivedRoles), id: "roles", Part.rows(all.map { Part.row($0, lead: Icon.person()) }))
    }
}

extension MPASSidClaims.Kind {
    var word: BrokersText {
        switch self {
        case .pupil: .kindPupil
        case .teacher: .kindTeacher
        case .staff: .kindStaff
        case .secretary: .kindSecretary
        case .substitute: .kindSubstitute
        case .principal: .kindPrincipal
        case .other: .kindOther
        }
    }
}

extension JSONValue {
    /// The value as lines to read.
    var lines: [String] {
        switch self {
        case .string(let text): [text]
        case .number(let number): [number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"]
        case .boolean(let flag): ["\(flag)"]
        case .list(let list): list.flatMap(\.lines)
        case .object(let object):
            object.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.lines.joined(separator: ", "))" }
        case .null: ["–"]
        }
    }
}
