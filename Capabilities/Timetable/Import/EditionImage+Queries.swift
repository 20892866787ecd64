import Base
import Directory
import Storage

/// Everything that people see of an edition, row by row under the id that stays; two images tell what an import changes.
struct EditionImage: Equatable, Sendable {
    private var rows: [String: String] = [:]

    init(_ edition: ID<TimetableEdition>?, in provider: ID<Provider>, _ reader: any Reader) throws {
        guard let edition else { return }
        for (key, text) in try reader.all(Self.rows(edition, provider)) {
            rows[key, default: ""] += "\n" + text
        }
    }

    /// What both are, in short: another one when either of them is another.
    func fingerprint(with later: EditionImage) -> String {
        let text = [self, later].map { image in
            image.rows.sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value)" }.joined(separator: "\n")
        }.joined(separator: "\u{1E}")
        return Fingerprint.of(text)
    }

    /// What has to be done to come from here to `later`.
    func changes(to later: EditionImage) -> TimetableReport.Counts {
        var counts = TimetableReport.Counts()
        for (key, text) in later.rows {
            switch rows[key] {
            case nil: counts.created += 1
            case text: counts.unchanged += 1
            default: counts.changed += 1
            }
        }
        counts.ended = rows.keys.count { later.rows[$0] == nil }
        return counts
    }

    private static func rows(_ edition: ID<TimetableEdition>, _ provider: ID<Provider>) -> Query<(String, String)> {
        Query(lessons(edition, provider)) { row in
            let (kind, id) = (try row.next(String.self), try row.next(ID<Lesson>?.self))
            let (name, first, last) = (
                try row.next(String.self), try row.next(CivilDate?.self), try row.next(CivilDate?.self)
            )
            let numbers = [try row.next(Int?.self), try row.next(Int?.self), try row.next(Int?.self)]
            let ids = [try row.next(ID<Lesson>?.self), try row.next(ID<Lesson>?.self)]
            let note = try row.next(String?.self)
            let key =
                switch kind {
                case "lesson", "group", "teacher": "lesson \(id?.description ?? "")"
                case "change": "change \(id?.description ?? "") \(first?.description ?? "") \(name)"
                default: "\(kind) \(id?.description ?? "") \(name) \(first?.description ?? "")"
                }
            let text =
                [kind, name, first?.description ?? "", last?.description ?? ""]
                + numbers.map { $0.map(String.init) ?? "" } + ids.map { $0?.description ?? "" } + [note ?? ""]
            return (key, text.joined(separator: "\t"))
        }
    }

    private static func lessons(_ edition: ID<TimetableEdition>, _ provider: ID<Provider>) -> SQL {
        """
        SELECT 'lesson' AS kind, lesson.id, lesson.subject AS name, lesson.first_day, lesson.last_day,
            lesson.first_hour, lesson.last_hour, lesson.weekday, lesson.schedule_id, lesson.room_id,
            lesson.note
        FROM lesson WHERE lesson.provider_id = \(provider) AND lesson.edition_id = \(edition)
        UNION ALL
        SELECT 'group', lesson_group.lesson_id, '', NULL, NULL, NULL, NULL, NULL, lesson_group.group_id, NULL,
            NULL
        FROM lesson_group WHERE lesson_group.provider_id = \(provider) AND lesson_group.edition_id = \(edition)
        UNION ALL
        SELECT 'teacher', lesson_teacher.lesson_id, '', NULL, NULL, NULL, NULL, NULL, lesson_teacher.person_id, NULL,
            NULL
        FROM lesson_teacher WHERE lesson_teacher.provider_id = \(provider) AND lesson_teacher.edition_id = \(edition)
        UNION ALL
        SELECT 'change', lesson_change.lesson_id, lesson_change.kind, lesson_change.held_on, lesson_change.moved_to,
            lesson_change.first_hour, lesson_change.last_hour, NULL, lesson_change.room_id, lesson_change.person_id,
            lesson_change.note
        FROM lesson_change WHERE lesson_change.provider_id = \(provider) AND lesson_change.edition_id = \(edition)
        UNION ALL
        SELECT 'day ' || special_day.kind, NULL, special_day.title, special_day.first_day, special_day.last_day,
            special_day.follows, NULL, NULL, NULL, NULL, NULL
        FROM special_day WHERE special_day.provider_id = \(provider) AND special_day.edition_id = \(edition)
        UNION ALL
        SELECT 'hour', bell_hour.schedule_id, '', NULL, NULL, bell_hour.number, bell_hour.begins, bell_hour.ends, NULL,
            NULL, NULL
        FROM bell_hour WHERE bell_hour.provider_id = \(provider) AND bell_hour.edition_id = \(edition)
        ORDER BY 1, 2 NULLS LAST, 3, 4 NULLS LAST, 6 NULLS LAST, 9 NULLS LAST
        """
    }
}
