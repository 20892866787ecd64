import Storage

/// Takes down what a row of a user says beside itself: roles of 1.1, agents, learner numbers.
final class StagedParts {
    private let scratch: any Scratch
    private let records: StagedRows
    private var roles = Staging.numbers(of: .roles).lowerBound

    init(_ staging: Staging) {
        scratch = staging.scratch
        records = StagedRows(Staging.records, in: scratch)
    }

    /// Of two roles with one name the first counts.
    func add(_ role: RoleRecord) throws {
        let mention = [
            Bound(RosterFile.roles.number), Bound(role.sourcedId), Bound(role.line), Bound(false), Bound(roles),
        ]
        guard try scratch.offer(Staging.mentions, mention) else { return }
        try records.add([Bound(roles), Bound(role.user), Bound(role.org), Bound(Packer.bytes(of: role))])
        roles += 1
    }

    func add(_ entry: AgentEntry, of child: UserRecord, _ position: Int, _ number: Int) throws {
        let key = GuardianshipRow.sourceID(child: child.sourcedId, agent: entry.agent)
        _ = try scratch.offer(
            Staging.agents,
            [
                Bound(key), Bound(child.sourcedId), Bound(entry.agent), Bound(child.line), Bound(position),
                Bound(number), Bound(Packer.bytes(of: entry)),
            ])
    }

    func addLearnerNumber(_ value: String, of user: UserRecord) throws {
        _ = try scratch.offer(Staging.learnerNumbers, [Bound(value), Bound(user.line), Bound(user.sourcedId)])
    }

    func addIdentity(_ value: String, of user: UserRecord) throws {
        _ = try scratch.offer(Staging.identities, [Bound(value), Bound(user.line), Bound(user.sourcedId)])
    }

    func flush() throws { try records.flush() }
}
