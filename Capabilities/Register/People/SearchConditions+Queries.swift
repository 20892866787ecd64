import Base
import Directory
import Storage

extension PeopleSearch {
    /// What the leading rows do not say already.
    func conditions(_ scope: Scope, _ lead: SearchLead) -> SQL {
        let known = lead == .words ? 1 : 0
        var conditions: SQL = ""
        for (index, term) in terms.dropFirst(known).enumerated() {
            conditions = "\(conditions) AND \(hasWord(term, orIdentifier: index == 0 && known == 0, scope))"
        }
        if known == 0, terms.isEmpty, let identifier {
            conditions = "\(conditions) AND person.id IN (\(identifierRows(identifier, scope)))"
        }
        if role != nil || school != nil { conditions = "\(conditions) AND \(hasRole(scope))" }
        if let group, lead != .group {
            conditions = "\(conditions) AND person.id IN (\(members(of: group, scope)))"
        }
        return conditions
    }

    private func hasWord(_ term: String, orIdentifier: Bool, _ scope: Scope) -> SQL {
        let word: SQL = """
            EXISTS (SELECT 1 FROM person_word
                JOIN name_part ON name_part.provider_id = \(scope.provider.id) AND name_part.word = person_word.word
                    AND \(NameIndex.begins(with: term))
                WHERE person_word.provider_id = person.provider_id AND person_word.person_id = person.id)
            """
        guard orIdentifier, let identifier else { return word }
        return "(\(word) OR person.id IN (\(identifierRows(identifier, scope))))"
    }

    private func hasRole(_ scope: Scope) -> SQL {
        let own: SQL = """
            EXISTS (SELECT 1 FROM role_assignment AS role
                WHERE role.provider_id = person.provider_id AND role.person_id = person.id \(ofRole) \(atSchool)
                    \(inForce(scope)))
            """
        guard role == .guardian else { return own }
        let held: SQL = isEnded ? "" : "AND \(.inForce(.guardianship, on: scope.day))"
        return """
            (\(own) OR EXISTS (SELECT 1 FROM guardianship
                JOIN role_assignment AS role ON role.provider_id = guardianship.provider_id
                    AND role.person_id = guardianship.child_id \(atSchool)
                WHERE guardianship.provider_id = person.provider_id AND guardianship.guardian_id = person.id
                    \(inForce(scope)) \(held)))
            """
    }

    private var ofRole: SQL { role.map { "AND role.role = \($0)" } ?? "" }
    private var atSchool: SQL { school.map { "AND role.organisation_id = \($0)" } ?? "" }
    /// Of those who have ended, nothing is in force.
    private func inForce(_ scope: Scope) -> SQL { isEnded ? "" : "AND \(.inForce(.role, on: scope.day))" }

    /// Who has the leading word, or the identifier.
    func wordRows(_ scope: Scope) -> SQL {
        let named: SQL? = terms.first.map { term in
            """
            SELECT person_word.person_id
            FROM name_part
            JOIN person_word ON person_word.provider_id = name_part.provider_id AND person_word.word = name_part.word
            WHERE name_part.provider_id = \(scope.provider.id) AND \(NameIndex.begins(with: term))
            """
        }
        let known: SQL? = identifier.map { identifierRows($0, scope) }
        switch (named, known) {
        case (let named?, let known?): return "\(known) UNION ALL \(named)"
        case (let rows?, nil), (nil, let rows?): return rows
        case (nil, nil): return "SELECT governed.id AS person_id FROM governed WHERE \(false)"
        }
    }

    private func identifierRows(_ identifier: String, _ scope: Scope) -> SQL {
        """
        SELECT person_identifier.person_id AS person_id FROM person_identifier
        WHERE person_identifier.provider_id = \(scope.provider.id)
            AND person_identifier.kind \(anyOf: Self.searchedKinds) AND person_identifier.value = \(identifier)
        UNION ALL
        SELECT person.id FROM person
        WHERE person.provider_id = \(scope.provider.id) AND person.source \(anyOf: Self.sources)
            AND person.source_id = \(identifier)
        """
    }

    private static let searchedKinds = ["learner_number", "identifier", "username", "teacher_code"]
    private static let sources = ["oneroster", "local"]

    func groupRows(_ scope: Scope) -> SQL { group.map { members(of: $0, scope) } ?? roleRows(scope) }

    private func members(of group: ID<SchoolGroup>, _ scope: Scope) -> SQL {
        """
        SELECT membership.person_id FROM membership
        WHERE membership.provider_id = \(scope.provider.id) AND membership.group_id = \(group)
            AND \(.inForce(.membership, on: scope.day))
        """
    }

    /// Where the people in question have their roles.
    private var workplace: SQL {
        school.map { "role.organisation_id = \($0)" } ?? "role.organisation_id IN (SELECT governed.id FROM governed)"
    }

    /// The roles that lead to people, to be counted from the index alone; guardians come through their children's.
    func postRows(_ scope: Scope) -> SQL {
        """
        SELECT role.organisation_id FROM role_assignment AS role
        WHERE role.provider_id = \(scope.provider.id) AND \(workplace) \(role == .guardian ? "" : ofRole)
        """
    }

    /// Who has the role in question at the organisations in question, and the guardians of those.
    func roleRows(_ scope: Scope) -> SQL {
        let own: SQL = """
            SELECT role.person_id FROM role_assignment AS role
            WHERE role.provider_id = \(scope.provider.id) AND \(workplace) \(ofRole)
            """
        guard role == .guardian || (role == nil && school == nil) else { return own }
        return """
            \(own) UNION ALL
            SELECT guardianship.guardian_id FROM role_assignment AS role
            JOIN guardianship ON guardianship.provider_id = role.provider_id AND guardianship.child_id = role.person_id
            WHERE role.provider_id = \(scope.provider.id) AND \(workplace)
            """
    }
}
