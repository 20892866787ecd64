import Accounts
import Base
import Directory
import Storage

/// Through which relation applications are seen; the rows are fetched through it.
enum LeaveReach {
    /// Of the pupils in whose homeroom class one of `persons` is a teacher.
    case homeroom([ID<Person>])
    /// Of the schools that one of `persons` governs.
    case governed([ID<Person>], Role)
    /// Of a guardian's child: the own ones, and the other home's unless somebody of the two is protected.
    case home(ID<Person>, guardian: ID<Person>, ID<Account>, othersToo: Bool)
    /// Of a pupil.
    case own([ID<Person>])

    /// What stands before the SELECT.
    func table(in provider: ID<Provider>, on day: Day) -> SQL {
        switch self {
        case .governed(let persons, let role):
            Organisation.governedTable(by: persons, as: role, in: provider, on: day)
        default: ""
        }
    }

    /// The condition on `leave_application` and its `applicant`.
    func condition(in provider: ID<Provider>, on day: Day) -> SQL {
        switch self {
        case .homeroom(let persons):
            """
            leave_application.person_id IN (\(Self.pupils(ofHomeroomsOf: persons, in: provider, on: day)))
            """
        case .governed: "leave_application.organisation_id IN (SELECT governed.id FROM governed)"
        case .home(let child, let guardian, let account, othersToo: false):
            """
            leave_application.person_id = \(child)
                AND (leave_application.account_id = \(account) OR leave_application.applicant_id = \(guardian))
            """
        case .home(let child, let guardian, let account, othersToo: true):
            """
            leave_application.person_id = \(child)
                AND (leave_application.account_id = \(account) OR leave_application.applicant_id = \(guardian)
                    OR leave_application.applicant_id = leave_application.person_id
                    OR (applicant.protected = \(false) AND NOT EXISTS (SELECT 1 FROM person AS reader
                        WHERE reader.provider_id = leave_application.provider_id AND reader.id = \(guardian)
                            AND reader.protected = \(true))))
            """
        case .own(let persons): "leave_application.person_id \(anyOf: persons)"
        }
    }

    private static func pupils(
        ofHomeroomsOf persons: [ID<Person>], in provider: ID<Provider>, on day: Day
    ) -> SQL {
        """
        SELECT membership.person_id
        FROM membership AS own
        CROSS JOIN school_group
        CROSS JOIN membership
        WHERE own.provider_id = \(provider) AND own.person_id \(anyOf: persons) AND own.role = 'teacher'
            AND \(.inForce(.own, on: day)) AND school_group.provider_id = own.provider_id
            AND school_group.id = own.group_id AND school_group.kind = 'homeroom'
            AND \(.taughtNow(on: day)) AND membership.provider_id = own.provider_id
            AND membership.group_id = own.group_id AND membership.role = 'pupil'
            AND \(.inForce(.membership, on: day))
        """
    }

    /// Some person records of one provider on a day, who may be teachers of a homeroom class.
    struct Teachers: Hashable, Sendable {
        let persons: [ID<Person>]
        let provider: ID<Provider>
        let day: Day

        /// The pupils of their classes.
        var pupils: Query<ID<Person>> {
            Query(LeaveReach.pupils(ofHomeroomsOf: persons, in: provider, on: day))
        }
    }
}
