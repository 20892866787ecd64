import Base
import Directory
import Storage
import TestKit
import Timetable

/// A lesson that an import takes out of the timetable.
enum RemovedLesson {
    /// A new edition without the lesson; nothing else of the old one is needed.
    static func remove(_ lesson: ID<Lesson>, from database: any Database) async throws {
        try await database.write { writer in
            let edition = ID<TimetableEdition>.new(at: World.now)
            try writer.run(
                """
                INSERT INTO timetable_edition (provider_id, id, organisation_id, made_at, source)
                VALUES (\(World.lake), \(edition), \(World.lakeSchool), \(World.now), 'untis')
                """)
            try writer.run(
                """
                UPDATE timetable_present SET edition_id = \(edition), revision = revision + 1
                WHERE provider_id = \(World.lake) AND organisation_id = \(World.lakeSchool)
                """)
            try ChangeFeed.append(
                .update, of: "timetable", edition.uuid, in: World.lake, at: World.now, in: writer)
        }
    }

    /// What of the lesson earlier editions still have goes too, as when the last five have come and gone.
    static func forget(_ lesson: ID<Lesson>, in database: any Database) async throws {
        try await database.write { writer in
            for table: SQL in ["lesson_teacher", "lesson_group", "lesson_change"] {
                try writer.run(
                    "DELETE FROM \(table) WHERE provider_id = \(World.lake) AND lesson_id = \(lesson)")
            }
        }
    }
}
