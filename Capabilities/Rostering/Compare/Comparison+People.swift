import Base
import Directory
import Foundation
import Storage

extension Comparison {
    func people() throws {
        let hasAliases = try putAliases()
        try walk(
            Walk<PersonRow>(
                file: .users, wishes: hasAliases ? Comparison.usersWithAliases : Comparison.users,
                make: { [self] cells, key, old in try person(&cells, key, old) },
                unasked: { [self] old in try born(old) },
                ends: { [self] _, mention in isGone(mention, by: .users) },
                note: { [self] met in
                    guard let after = met.after else { return }
                    let wasProtected = met.old?.row.isProtected ?? false
                    try put(
                        met, of: .users,
                        // Who was protected before, or will be after: neither is shown.
                        Node(
                            title: after.name.full, lead: merged.leads[met.id],
                            isMarked: wasProtected || after.isProtected, isBorn: met.old?.row.birthDate != nil))
                    try noteLearnerNumbers(met)
                }))
    }

    private func person(
        _ cells: inout Row, _ key: String, _ old: PresentRow<PersonRow>?
    ) throws -> Asked<PersonRow>? {
        let own = try cells.next(String.self)
        let number = try cells.next(Int?.self)
        let record: UserRecord = try Unpacker.value(of: try cells.next())
        let birth = try Birth(&cells)
        // One row for each human: the kept record's own where files have it, otherwise the merged one's under its name.
        if own == key, merged.sources[own] != nil {
            if let number { try check(record, number, beside: old?.row) }
            return nil
        }
        let before = own == key ? old?.row : merged.present[own]?.row
        let row = PersonRow(record, birthDate: date(birth, old: before?.birthDate), old: before)
        var joined = merged.joined(row, at: key)
        let isHeld = try isHeld(joined, beside: old)
        if isHeld { joined.isProtected = true }
        if let number { try check(record, number, beside: old?.row, keepsProtection: isHeld) }
        return Asked(row: joined)
    }

    /// Whether a file would lift a protection that was set by hand: it holds until somebody takes it away by hand.
    private func isHeld(_ row: PersonRow, beside old: PresentRow<PersonRow>?) throws -> Bool {
        guard let register, let old, old.row.isProtected, !row.isProtected else { return false }
        return try register.reader.first(HandProtection.last(of: old.id, in: register.provider)) == HandProtection.set
    }

    /// What demographics.csv says of somebody.
    private struct Birth {
        let isMentioned: Bool
        let record: DemographicRecord?

        init(_ cells: inout Row) throws {
            isMentioned = try cells.next(String?.self) != nil
            record = try cells.next([UInt8]?.self).map { try Unpacker.value(of: $0) }
        }
    }

    /// A bulk demographics.csv is the whole truth; without the file nothing is known anew.
    private func date(_ birth: Birth?, old: CivilDate?) -> CivilDate? {
        if let record = birth?.record { return record.birthDate }
        return isBulk(.demographics) || birth?.isMentioned == true ? nil : old
    }

    /// A person of whom demographics.csv alone speaks, if that changes anything.
    private func born(_ old: PresentRow<PersonRow>) throws -> PersonRow? {
        guard !isBulk(.users), package.mode(.demographics) != .absent else { return nil }
        var row = old.row
        let birth = try scratch.first(
            Query(Comparison.birth(of: old.sourceID)) { cells in try Birth(&cells) })
        row.birthDate = date(birth, old: row.birthDate)
        return row == old.row ? nil : merged.joined(row, at: old.sourceID)
    }

    /// What can be said of a row of users.csv beside what there is.
    private func check(
        _ record: UserRecord, _ number: Int, beside old: PersonRow?, keepsProtection: Bool = false
    ) throws {
        let organisations = record.roles.map(\.org) + [record.metadata["primaryOrgSourcedId"]].compactMap { $0 }
        if try organisations.contains(where: { try !$0.isEmpty && !find(.organisation, $0).isUsable }) {
            try suspect(number)
        }
        // What makes a person more visible than before is told, person by person.
        if record.isProtected == false, old?.isProtected == true {
            let place = Finding.Place(file: .users, line: record.line, position: -1)
            let code: ProblemCode = keepsProtection ? .protectionKept : .protectionEnded
            try tell(.protection, code, place, "metadata.protected", record.sourcedId)
        }
    }

    /// Beside a delta, the numbers of those whom it does not name are taken as well.
    private func noteLearnerNumbers(_ met: Met<PersonRow>) throws {
        guard package.mode(.users) == .delta, met.mention == nil, let old = met.old, !old.isEnded else { return }
        for identifier in old.row.identifiers where identifier.kind == Identifier.learnerNumber {
            _ = try scratch.offer(
                Staging.learnerNumbers, [Bound(identifier.value), Bound(0), Bound(old.sourceID)])
        }
    }

    /// Puts down which kept record takes the row of a merged one; whether there is any.
    private func putAliases() throws -> Bool {
        var hasAny = false
        var found: [(number: Int, source: String, lead: String)] = []
        for (source, lead) in merged.sources {
            guard let number = try scratch.first(Comparison.number(of: source)), try !isAskedFor(lead) else { continue }
            found.append((number, source, lead))
        }
        for (_, source, lead) in found.sorted(by: { $0.number < $1.number }) {
            // Of several the first in the file counts.
            if try scratch.offer(Staging.aliases, [Bound(lead), Bound(source)]) { hasAny = true }
        }
        return hasAny
    }

    private func isAskedFor(_ lead: String) throws -> Bool {
        if try scratch.first(Comparison.number(of: lead)) != nil { return true }
        guard try scratch.first(Staging.mention(lead, in: .users)) == nil, let old = merged.present[lead], !old.isEnded
        else { return false }
        return try born(old) != nil
    }

    func roles() throws {
        let isOld = package.version == .v1p1
        try walk(
            Walk<RoleRow>(
                file: .roles, wishes: Comparison.roles,
                make: { [self] cells, _, _ in
                    let number = try cells.next(Int.self)
                    let record: RoleRecord = try Unpacker.value(of: try cells.next())
                    let person = try reference(&cells)
                    let organisation = try reference(&cells)
                    if !isOld, !person.isUsable || !organisation.isUsable { try suspect(number) }
                    guard let role = record.role else { return nil }
                    if role == .guardian { try noteGuardian(record.user) }
                    return Asked(
                        row: RoleRow(
                            person: ID(person.id), organisation: ID(organisation.id), role: role,
                            isPrimary: record.isPrimary, begins: record.begins, ends: record.ends,
                            metadata: record.metadata))
                },
                ends: { [self] old, mention in
                    if try isEnding(old.row.person.uuid) || isEnding(old.row.organisation.uuid) { return true }
                    guard isOld else { return isGone(mention, by: .roles) }
                    return try isBulk(.users) || isNamed(person: old.row.person.uuid)
                },
                note: { [self] met in
                    try place(met)
                    try keepGuardian(met, isOld: isOld)
                }))
    }

    /// Where somebody belongs: the main role first, then what is in force, then what is new.
    private func place(_ met: Met<RoleRow>) throws {
        guard let after = met.after else { return }
        let isInForce = met.new != nil || (met.old?.isEnded == false && !met.isEnding)
        let isNew = met.new != nil && met.old?.row != met.new
        let rank = (after.isPrimary ? 4 : 0) + (isInForce ? 2 : 0) + (isNew ? 1 : 0)
        try places.add([Bound(after.person), Bound(rank), Bound(after.organisation)])
    }

    private func noteGuardian(_ key: String) throws { _ = try scratch.offer(Staging.guardians, [Bound(key)]) }

    /// Beside a delta, who has the role already keeps it unless the file speaks of it.
    private func keepGuardian(_ met: Met<RoleRow>, isOld: Bool) throws {
        guard !isBulk(isOld ? .users : .roles), let old = met.old, !old.isEnded, old.row.role == .guardian,
            let person = try source(ofPerson: old.row.person.uuid)
        else { return }
        let isReplaced =
            isOld ? try scratch.first(Staging.mention(person, in: .users)) != nil : met.mention != nil
        if !isReplaced { try noteGuardian(person) }
    }

    func source(ofPerson id: UUID) throws -> String? { try scratch.first(Comparison.source(of: id, .person)) }

    private func isNamed(person: UUID) throws -> Bool {
        guard let source = try source(ofPerson: person) else { return false }
        return try scratch.first(Staging.mention(source, in: .users)) != nil
    }
}
