import Base
import Directory
import Foundation
import Storage

extension Comparison {
    func memberships() throws {
        try walk(
            Walk<MembershipRow>(
                file: .enrollments, wishes: Comparison.enrollments,
                make: { [self] cells, _, _ in
                    let number = try cells.next(Int.self)
                    let record: EnrollmentRecord = try Unpacker.value(of: try cells.next())
                    let group = try reference(&cells)
                    let person = try reference(&cells)
                    if try !group.isUsable || !person.isUsable || !find(.organisation, record.school).isUsable {
                        try suspect(number)
                    }
                    guard let role = record.role else { return nil }
                    return Asked(
                        row: MembershipRow(
                            group: ID(group.id), person: ID(person.id), role: role, isPrimary: record.isPrimary,
                            begins: record.begins, ends: record.ends, metadata: record.metadata))
                },
                ends: { [self] old, mention in
                    try isGone(mention, by: .enrollments) || isEnding(old.row.person.uuid)
                        || isEnding(old.row.group.uuid)
                },
                note: { [self] met in try tally.note(met, on: now.day) }))
    }

    /// A guardianship needs a child's row that names the agent, and an agent who is a guardian; without either it ends.
    func guardianships() throws {
        try walk(
            Walk<GuardianshipRow>(
                file: .users, wishes: Comparison.agents,
                make: { [self] cells, _, old in try guardianship(&cells, old) },
                ends: { [self] old, _ in try ends(old) },
                note: { _ in }))
    }

    private func guardianship(
        _ cells: inout Row, _ old: PresentRow<GuardianshipRow>?
    ) throws -> Asked<GuardianshipRow>? {
        let line = try cells.next(Int.self)
        let place = Finding.Place(file: .users, line: line, position: try cells.next())
        let number = try cells.next(Int.self)
        let entry: AgentEntry = try Unpacker.value(of: try cells.next())
        let childSource = try cells.next(String.self)
        let child = try cells.next(UUID?.self) ?? Comparison.nobody
        let isBorn = try cells.next(Bool?.self) ?? false
        let adult = try reference(&cells)
        let isGuardian = try cells.next(String?.self) != nil
        let birth: DemographicRecord? = try cells.next([UInt8]?.self).map { try Unpacker.value(of: $0) }
        if !adult.isUsable { try suspect(number) }
        if entry.scope == .full, let old, !old.isEnded, old.row.scope != .full {
            try tell(.protection, .guardianshipWidened, place, "metadata.guardianScope", entry.agent)
        }
        guard isGuardian else {
            try tell(.agent, .agentNotGuardian, place, "agentSourcedIds", entry.agent)
            return nil
        }
        // Without a birth date nobody knows when a guardian's access ends, so it does not begin.
        if birth?.isBirthDateFilled != true, !isBorn {
            try tell(
                .birthDate, .birthDateMissing, Finding.Place(file: .users, line: line), "sourcedId", childSource)
        }
        return Asked(
            row: GuardianshipRow(
                guardian: ID(adult.id), child: ID(child), scope: entry.scope ?? old?.row.scope ?? .full,
                kinds: entry.scope == nil ? old?.row.kinds : entry.kinds,
                begins: entry.hasBegins ? entry.begins : old?.row.begins,
                ends: entry.hasEnds ? entry.ends : old?.row.ends))
    }

    private func ends(_ old: PresentRow<GuardianshipRow>) throws -> Bool {
        let row = old.row
        if try isBulk(.users) || isEnding(row.child.uuid) { return true }
        guard let child = try source(ofPerson: row.child.uuid), let guardian = try source(ofPerson: row.guardian.uuid)
        else { return true }
        // What came with a record that was merged into this child's is that record's to end.
        guard old.sourceID == GuardianshipRow.sourceID(child: child, agent: guardian) else { return false }
        return try scratch.first(Staging.mention(child, in: .users)) != nil || isEnding(row.guardian.uuid)
            || scratch.first(Comparison.guardian(guardian)) == nil
    }
}
