package import Directory
import Storage

extension Leave {
    /// What follows when two records of one person become one: applications about them, and those they made.
    package static let followers: [MergeFollower] = [
        .rows(of: "leave_application", named: "leave_application"),
        .rows(of: "leave_application", named: "leave_application.applicant", person: "applicant_id") { pair in
            """
            AND (leave_application.person_id \(anyOf: [pair.kept, pair.merged])
                OR leave_application.person_id IN (SELECT guardianship.child_id FROM guardianship
                    WHERE guardianship.provider_id = \(pair.provider)
                        AND guardianship.guardian_id = \(pair.merged)))
            """
        },
    ]
}
