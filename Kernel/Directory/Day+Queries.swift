import Base
package import Storage

extension SQL {
    /// The dated rows of `table` that are in force: begun, not over (the end day is exclusive, OneRoster 1.2) and not ended.
    package static func inForce(_ table: DatedTable, on day: Day) -> SQL {
        let row = table.alias
        return """
            \(row).ended_at IS NULL AND (\(row).begins_on IS NULL OR \(row).begins_on <= \(day.date))
            AND (\(row).ends_on IS NULL OR \(row).ends_on > \(day.date))
            """
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
