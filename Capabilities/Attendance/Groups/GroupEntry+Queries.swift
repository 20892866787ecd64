import Base
import Directory
import Storage

extension AttendanceEntry {
    /// What speaks about the pupils of a group: in every lesson, or in the group's own alone.
    static func ofGroup(
        _ group: ID<SchoolGroup>, onlyOwnLessons isOwnOnly: Bool, on days: ClosedRange<CivilDate>, today: Day,
        in provider: ID<Provider>
    ) -> Query<AttendanceEntry> {
        let lessons: SQL =
            isOwnOnly
            ? """
            AND attendance_entry.lesson_id IN (SELECT lesson_group.lesson_id FROM lesson_group
                WHERE lesson_group.provider_id = \(provider) AND lesson_group.group_id = \(group))
            """ : ""
        return Query(
            """
            SELECT \(columns)
            FROM membership
            CROSS JOIN attendance_entry
            WHERE membership.provider_id = \(provider) AND membership.group_id = \(group)
                AND membership.role = 'pupil' AND \(.inForce(.membership, on: today))
                AND attendance_entry.provider_id = membership.provider_id
                AND attendance_entry.person_id = membership.person_id
                AND attendance_entry.day BETWEEN \(days.lowerBound) AND \(days.upperBound)
                AND attendance_entry.superseded_at IS NULL AND attendance_entry.mark <> 'present' \(lessons)
            ORDER BY attendance_entry.person_id, attendance_entry.day DESC, attendance_entry.begins,
                attendance_entry.id
            """)
    }
}
