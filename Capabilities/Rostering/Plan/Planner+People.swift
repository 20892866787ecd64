import Base
import Directory
import Foundation

extension Planner {
    func people() -> EntityPlan<PersonRow> {
        let births = set.demographics.active.reduce(into: [String: CivilDate?]()) {
            $0.updateValue($1.birthDate, forKey: $1.sourcedId)
        }
        var desired: [(sourceID: String, row: PersonRow)] = set.users.active.map { record in
            let old = present.people[record.sourcedId]?.row
            let birthDate = birthDate(of: record.sourcedId, births, old: old?.birthDate)
            return (
                record.sourcedId,
                PersonRow(record, birthDate: birthDate, wasProtected: old?.isProtected ?? false)
            )
        }
        if set.users.mode != .bulk, set.demographics.mode != .absent {
            for person in present.people.values where !person.isEnded && set.users.lines[person.sourceID] == nil {
                var row = person.row
                row.birthDate = birthDate(of: person.sourceID, births, old: row.birthDate)
                if row != person.row { desired.append((person.sourceID, row)) }
            }
        }
        return EntityPlan(MergedPeople(present).one(desired), over: present.people, ids: personIDs) {
            isGone($0, by: set.users)
        }
    }

    /// A bulk demographics.csv is the whole truth; without the file nothing is known anew.
    private func birthDate(of source: String, _ births: [String: CivilDate?], old: CivilDate?) -> CivilDate? {
        if let birth = births[source] { return birth }
        return set.demographics.mode == .bulk || set.demographics.deleted[source] != nil ? nil : old
    }

    func roles(endedPeople: Set<UUID>, endedOrgs: Set<UUID>) -> EntityPlan<RoleRow> {
        let isOld = set.version == .v1p1
        let records = isOld ? set.users.active.flatMap(\.roles) : set.roles.active
        let desired = records.compactMap { record -> (sourceID: String, row: RoleRow)? in
            guard let role = record.role else { return nil }
            let row = RoleRow(
                person: personIDs.id(record.user), organisation: organisationIDs.id(record.org), role: role,
                isPrimary: record.isPrimary, begins: record.begins, ends: record.ends, metadata: record.metadata)
            return (record.sourcedId, row)
        }
        let ids = SourceIDs(desired.lazy.map(\.sourceID), present: present.roles, at: now)
        let people = isOld ? present.personSources : [:]
        return EntityPlan(desired, over: present.roles, ids: ids) { row in
            let isCutOff = endedPeople.contains(row.row.person.uuid) || endedOrgs.contains(row.row.organisation.uuid)
            if isCutOff { return true }
            guard isOld else { return isGone(row, by: set.roles) }
            return set.users.mode == .bulk || people[row.row.person.uuid].map { set.users.lines[$0] != nil } ?? false
        }
    }

    func memberships(endedPeople: Set<UUID>, endedGroups: Set<UUID>) -> EntityPlan<MembershipRow> {
        let desired = set.enrollments.active.lazy.compactMap { record -> (sourceID: String, row: MembershipRow)? in
            guard let role = record.role else { return nil }
            let row = MembershipRow(
                group: groupIDs.id(record.group), person: personIDs.id(record.user), role: role,
                isPrimary: record.isPrimary, begins: record.begins, ends: record.ends, metadata: record.metadata)
            return (record.sourcedId, row)
        }
        let ids = SourceIDs(set.enrollments.active.lazy.map(\.sourcedId), present: present.memberships, at: now)
        return EntityPlan(desired, over: present.memberships, ids: ids) {
            isGone($0, by: set.enrollments) || endedPeople.contains($0.row.person.uuid)
                || endedGroups.contains($0.row.group.uuid)
        }
    }

    /// A guardianship needs a child's row that names the agent, and an agent who is a guardian; without either it ends.
    func guardianships(endedPeople: Set<UUID>) -> EntityPlan<GuardianshipRow> {
        let desired = set.users.active.flatMap { child in
            child.agents.filter { guardians.contains($0.agent) }.map { entry in
                let source = GuardianshipRow.sourceID(child: child.sourcedId, agent: entry.agent)
                let old = present.guardianships[source]?.row
                let row = GuardianshipRow(
                    guardian: personIDs.id(entry.agent), child: personIDs.id(child.sourcedId),
                    scope: entry.scope ?? old?.scope ?? .full, kinds: entry.scope == nil ? old?.kinds : entry.kinds,
                    begins: entry.hasBegins ? entry.begins : old?.begins, ends: entry.hasEnds ? entry.ends : old?.ends)
                return (sourceID: source, row: row)
            }
        }
        let ids = SourceIDs(desired.lazy.map(\.sourceID), present: present.guardianships, at: now)
        let sources = present.personSources
        return EntityPlan(desired, over: present.guardianships, ids: ids) { row in
            if set.users.mode == .bulk || endedPeople.contains(row.row.child.uuid) { return true }
            guard let child = sources[row.row.child.uuid], let guardian = sources[row.row.guardian.uuid]
            else { return true }
            // What came with a record that was merged into this child's is that record's to end.
            guard row.sourceID == GuardianshipRow.sourceID(child: child, agent: guardian) else { return false }
            return set.users.lines[child] != nil || endedPeople.contains(row.row.guardian.uuid)
                || !guardians.contains(guardian)
        }
    }
}
