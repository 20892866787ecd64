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
        // In an expression, or SQLite would look for each of the words that the part is in, for each person.
        let word = SQL.any(
            """
            person_word WHERE person_word.provider_id = person.provider_id AND person_word.person_id = person.id
                AND COALESCE(person_word.word, '') IN (SELECT name_part.word FROM name_part
                    WHERE name_part.provider_id = \(scope.provider.id) AND \(NameIndex.begins(with: term)))
            """)
        guard orIdentifier, let identifier else { return word }
        return "(\(word) OR person.id IN (\(identifierRows(identifier, scope))))"
    }

    private func hasRole(_ scope: Scope) -> SQL {
        let own = SQL.any(
            """
            role_assignment AS role
                WHERE role.provider_id = person.provider_id AND role.person_id = person.id \(ofRole) \(atSchool)
                    \(inForce(scope))
            """)
        guard role == .guardian else { return own }
        let held: SQL = isEnded ? "" : "AND \(.inForce(.guardianship, on: scope.day))"
        let throughChildren = SQL.any(
            """
            guardianship
                JOIN role_assignment AS role ON role.provider_id = guardianship.provider_id
                    AND role.person_id = guardianship.child_id \(atSchool)
                WHERE guardianship.provider_id = person.provider_id AND guardianship.guardian_id = person.id
                    \(inForce(scope)) \(held)
            """)
        return "(\(own) OR \(throughChildren))"
    }

    private var ofRole: SQL { role.map { "AND role.role = \($0)" } ?? "" }
    private var atSchool: SQL { school.map { "AND role.organisation_id = \($0)" } ?? "" }
    /// Of those who have ended, nothing is in force.
    private func inForce(_ scope: Scope) -> SQL { isEnded ? "" : "AND \(.inForce(.role, on: scope.day))" }

    /// Who has the leading word, or the identifier; nil of a text that has neither.
    func wordRows(_ scope: Scope) -> SQL? {
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
        case (nil, nil): return nil
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

    func groupRows(_ scope: Scope, _ reach: Reach) -> SQL {
        group.map { members(of: $0, scope) } ?? roleRows(scope, reach)
    }

    private func members(of group: ID<SchoolGroup>, _ scope: Scope) -> SQL {
        """
        SELECT membership.person_id FROM membership
        WHERE membership.provider_id = \(scope.provider.id) AND membership.group_id = \(group)
            AND \(.inForce(.membership, on: scope.day))
        """
    }

    /// Where the people in question have their roles.
    private func workplaces(_ reach: Reach) -> [ID<Organisation>] { school.map { [$0] } ?? reach.organisations }

    /// The roles that lead to people, to be counted from the index alone; guardians come through their children's.
    func postRows(_ scope: Scope, _ reach: Reach) -> SQL {
        """
        SELECT role.organisation_id FROM role_assignment AS role
        WHERE role.provider_id = \(scope.provider.id) AND role.organisation_id \(anyOf: workplaces(reach))
            \(role == .guardian ? "" : ofRole)
        """
    }

    /// Who has the role in question at the organisations in question, and the guardians of those.
    func roleRows(_ scope: Scope, _ reach: Reach) -> SQL {
        guard role == nil || role == .guardian else {
            return """
                SELECT role.person_id FROM role_assignment AS role
                WHERE role.provider_id = \(scope.provider.id) AND role.organisation_id \(anyOf: workplaces(reach))
                    \(ofRole)
                """
        }
        return """
            SELECT near.person_id FROM person_place AS near
            WHERE near.provider_id = \(scope.provider.id) AND near.organisation_id \(anyOf: workplaces(reach))
            """
    }
}
