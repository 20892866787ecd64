import Base
import Directory
import Storage

extension Scope {
    /// The table `governed` of the organisations where the role is held, and everything below them.
    var governed: SQL { Organisation.governedTable(by: persons, as: role, in: provider.id, on: day) }

    /// The condition that the role reaches the person under the alias: everyone of the provider, or who has or has had
    /// a role at a governed organisation, and the guardians of those.
    ///
    /// A protected person is reached by what is in force alone: the school that somebody fled must not see the next one.
    func reaches(_ person: SQL) -> SQL {
        "(\(isWhole) OR \(reaches(person, through: "IN (SELECT governed.id FROM governed)")))"
    }

    /// The same for a role that is not held at the provider itself, and an organisation through which one is reached.
    func reaches(_ person: SQL, through governed: SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM role_assignment AS role
                WHERE role.provider_id = \(person).provider_id AND role.person_id = \(person).id
                    AND role.organisation_id \(governed)
                    AND (\(person).protected = \(false) OR \(SQL.inForce(.role, on: day))))
            OR EXISTS (SELECT 1 FROM guardianship
                JOIN person AS ward ON ward.provider_id = guardianship.provider_id AND ward.id = guardianship.child_id
                JOIN role_assignment AS role ON role.provider_id = guardianship.provider_id
                    AND role.person_id = guardianship.child_id
                WHERE guardianship.provider_id = \(person).provider_id AND guardianship.guardian_id = \(person).id
                    AND role.organisation_id \(governed)
                    AND ((\(person).protected = \(false) AND ward.protected = \(false))
                        OR (\(SQL.inForce(.guardianship, on: day)) AND \(SQL.inForce(.role, on: day))))))
        """
    }

    /// The condition that the role is held at the provider itself, which has everything below it.
    var isWhole: SQL {
        """
        EXISTS (SELECT 1 FROM organisation WHERE organisation.provider_id = \(provider.id)
            AND organisation.parent_id IS NULL AND organisation.id IN (SELECT governed.id FROM governed))
        """
    }
}
