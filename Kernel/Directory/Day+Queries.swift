import Base
package import Storage

extension SQL {
    /// The dated rows of `table` that are in force: begun, not over (the end day is exclusive, OneRoster 1.2) and not ended.
    package static func inForce(_ table: DatedTable, on day: Day) -> SQL {
        switch table {
        case .role:
            """
            role.ended_at IS NULL AND (role.begins_on IS NULL OR role.begins_on <= \(day.date))
            AND (role.ends_on IS NULL OR role.ends_on > \(day.date))
            """
        case .membership:
            """
            membership.ended_at IS NULL AND (membership.begins_on IS NULL OR membership.begins_on <= \(day.date))
            AND (membership.ends_on IS NULL OR membership.ends_on > \(day.date))
            """
        case .own:
            """
            own.ended_at IS NULL AND (own.begins_on IS NULL OR own.begins_on <= \(day.date))
            AND (own.ends_on IS NULL OR own.ends_on > \(day.date))
            """
        case .guardianship:
            """
            guardianship.ended_at IS NULL AND (guardianship.begins_on IS NULL OR guardianship.begins_on <= \(day.date))
            AND (guardianship.ends_on IS NULL OR guardianship.ends_on > \(day.date))
            """
        }
    }
}

extension SQL {
    /// The `school_group` is taught on `day`: between the first day and the last of its sessions, whatever breaks lie
    /// between them; a group without sessions is always.
    package static func taughtNow(on day: Day) -> SQL {
        """
        school_group.ended_at IS NULL AND COALESCE(
            (SELECT MIN(academic_session.begins_on) <= \(day.date) AND MAX(academic_session.ends_on) > \(day.date)
                FROM group_session
                JOIN academic_session ON academic_session.provider_id = group_session.provider_id
                    AND academic_session.id = group_session.session_id
                WHERE group_session.provider_id = school_group.provider_id AND group_session.group_id = school_group.id),
            TRUE)
        """
    }
}
