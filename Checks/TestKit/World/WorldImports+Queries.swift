import Accounts
import Base
import Directory
import Storage

extension World {
    /// A previewed import of `lake` that waits for nobody: its package is not here.
    static func addImportRun(_ writer: any Writer) throws {
        let counts = "{\"created\":0,\"changed\":2,\"ended\":0,\"unchanged\":7}"
        let preview = """
            {"protectedPersons":1,"shrinking":[],"schools":[{"key":"lake-school","name":"Järvelän koulu",\
            "counts":{"person":\(counts)}}]}
            """
        try writer.run(
            """
            INSERT INTO roster_run
                (provider_id, id, format, step, received_at, stepped_at, file_name, package_bytes, counts, error_count,
                notice_count, preview, code)
            VALUES (\(lake), \(importRun), 'oneroster-csv', 'previewed', \(now), \(now), 'jarvi.zip', 0,
                \(JSONDocument("{\"person\":\(counts)}")), 0, 1, \(JSONDocument(preview)), 'abcdefgh12345678')
            """)
        let account = try writer.one(PasswordAccount.named(Who.administrator.signInName)).account
        try writer.run(
            """
            INSERT INTO roster_run_event (provider_id, run_id, number, step, happened_at, happened_by, account_id)
            VALUES (\(lake), \(importRun), 1, 'received', \(now), 'account', \(account))
            """)
        try addImportRows(writer)
    }

    private static func addImportRows(_ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO roster_run_problem (provider_id, run_id, number, severity, code, file, line, field, details)
            VALUES (\(lake), \(importRun), 1, 'notice', 'learner_number_shared', 'users.csv', 4,
                'metadata.learnerNumber', \(JSONDocument("{\"id\":\"=HYPERLINK(1)\"}")))
            """)
        let fields = "[{\"field\":\"family_name\",\"before\":\"Niemi\",\"after\":\"Niemelä\"}]"
        for (number, who) in [(1, Who.pupil), (2, Who.protectedPupil)] {
            try writer.run(
                """
                INSERT INTO roster_run_change
                    (provider_id, run_id, number, entity, operation, school, title, person_id, fields)
                VALUES (\(lake), \(importRun), \(number), 'person', 'update', 'lake-school', \(name(who).full),
                    \(person(who)), \(JSONDocument(fields)))
                """)
        }
    }
}
