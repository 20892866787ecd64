import Base
import Directory

/// What must be known of people across rows: shared learner numbers, and agents that are no guardians.
struct PeopleCheck {
    let log: ProblemLog

    func run(_ set: RosterSet, _ present: PresentState, guardians: Set<String>) {
        checkLearnerNumbers(set.users, present.people)
        checkBirthDates(set, present.people, guardians)
        checkProtection(set.users, present)
        for row in set.users.active {
            for entry in row.agents where !guardians.contains(entry.agent) {
                log.add(
                    .agentNotGuardian, RosterFile.users.fileName, row: row.line, column: "agentSourcedIds",
                    ["id": entry.agent])
            }
        }
    }

    /// What makes a person more visible than before is told, person by person.
    private func checkProtection(_ users: Records<UserRecord>, _ present: PresentState) {
        for row in users.active {
            if row.isProtected == false, present.people[row.sourcedId]?.row.isProtected == true {
                log.add(
                    .protectionEnded, RosterFile.users.fileName, row: row.line, column: "metadata.protected",
                    ["id": row.sourcedId])
            }
            for entry in row.agents where entry.scope == .full {
                let source = GuardianshipRow.sourceID(child: row.sourcedId, agent: entry.agent)
                if let old = present.guardianships[source], !old.isEnded, old.row.scope != .full {
                    log.add(
                        .guardianshipWidened, RosterFile.users.fileName, row: row.line,
                        column: "metadata.guardianScope",
                        ["id": entry.agent])
                }
            }
        }
    }

    /// Without a birth date nobody knows when a guardian's access ends, so it does not begin.
    private func checkBirthDates(
        _ set: RosterSet, _ present: PresentState.Rows<PersonRow>, _ guardians: Set<String>
    ) {
        let known = Set(set.demographics.active.lazy.filter(\.isBirthDateFilled).map(\.sourcedId))
        for row in set.users.active where row.agents.contains(where: { guardians.contains($0.agent) }) {
            let isKnown = known.contains(row.sourcedId) || present[row.sourcedId]?.row.birthDate != nil
            if !isKnown {
                log.add(
                    .birthDateMissing, RosterFile.users.fileName, row: row.line, column: "sourcedId",
                    ["id": row.sourcedId])
            }
        }
    }

    /// A record may be double, and test numbers of node 98 are nobody's own, so this is told and not refused.
    private func checkLearnerNumbers(_ users: Records<UserRecord>, _ present: PresentState.Rows<PersonRow>) {
        var owners: [String: String] = [:]
        if users.mode == .delta {
            for (source, person) in present where !person.isEnded && users.lines[source] == nil {
                for identifier in person.row.identifiers where identifier.kind == Identifier.learnerNumber {
                    owners[identifier.value] = source
                }
            }
        }
        for row in users.active {
            for identifier in row.identifiers where identifier.kind == Identifier.learnerNumber {
                if let owner = owners[identifier.value] {
                    log.add(
                        .learnerNumberShared, RosterFile.users.fileName, row: row.line,
                        column: "metadata.learnerNumber", ["id": owner])
                } else {
                    owners[identifier.value] = row.sourcedId
                }
            }
        }
    }
}

/// Who is a guardian after the import: an agent alone gets nothing.
enum GuardianRoles {
    static func holders(_ set: RosterSet, _ present: PresentState) -> Set<String> {
        let isOld = set.version == .v1p1
        let records = isOld ? set.users.active.flatMap(\.roles) : set.roles.active
        var holders = Set(records.lazy.filter { $0.role == .guardian }.map(\.user))
        guard (isOld ? set.users.mode : set.roles.mode) != .bulk else { return holders }
        let sources = present.personSources
        for (source, role) in present.roles where !role.isEnded && role.row.role == .guardian {
            guard let person = sources[role.row.person.uuid] else { continue }
            let isReplaced = isOld ? set.users.lines[person] != nil : set.roles.lines[source] != nil
            if !isReplaced { holders.insert(person) }
        }
        return holders
    }
}

/// A delta that deletes what nobody has is worth a word, no more.
struct DeletionCheck {
    let log: ProblemLog

    func run(_ set: RosterSet, _ present: PresentState) {
        check(set.orgs, present.organisations)
        check(set.sessions, present.sessions)
        check(set.courses, present.courses)
        check(set.classes, present.groups)
        check(set.users, present.people)
        check(set.roles, present.roles)
        check(set.enrollments, present.memberships)
    }

    private func check<Record, Row>(_ records: Records<Record>, _ present: PresentState.Rows<Row>) {
        for (id, line) in records.deleted.sorted(by: { $0.value < $1.value }) where present[id] == nil {
            log.add(.deleteUnknown, Record.file.fileName, row: line, column: "sourcedId", ["id": id])
        }
    }
}
