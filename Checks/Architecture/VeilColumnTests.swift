import Storage
import Testing

/// Pages that are drawn without anybody's data let some columns through, whatever table they stand in.
@Suite struct VeilColumnTests {
    /// Texts that are let through outside of school tables, each looked at: subjects of lessons; what a run's list of
    /// changes or the audit of sign-ins is about, which no page but an administrator's own shows; what ways in and services
    /// are called, and municipalities. What belongs to an account (its subjects, passkeys and sign-ins) is never drawn: a
    /// page is drawn for a record, and the account of that viewer is nobody's.
    private static let known: Set<String> = [
        "register_saving.subject", "attendance_entry.subject", "roster_run_change.title",
        "subject.name", "client_grant.subject", "passkey.title", "sign_in_event.title",
        "sign_in_record.subject", "identity_provider.title", "broker_link.title", "client.title", "place_index.name_fi",
        "place_index.name_sv",
    ]

    @Test func `a text that the veil lets through is known`() throws {
        let statements = try Repository.files(".sql").flatMap { file in
            Migration(room: file.folder, number: 1, name: file.name, text: try file.text()).statements
        }
        let schema = Schema(statements)
        let names = Set(schema.tables.map(\.name))
        #expect(Veil.openTables.subtracting(names) == [])
        let texts: Set<String> = ["name", "name_fi", "name_sv", "name_en", "title", "subject"]
        #expect(texts.isSubset(of: Veil.openColumns))
        let found = schema.tables.filter { !Veil.openTables.contains($0.name) }.flatMap { table in
            table.columns.filter { $0.type == ColumnType.text.rawValue && texts.contains($0.name) }
                .map { "\(table.name).\($0.name)" }
        }
        #expect(Set(found).subtracting(Self.known) == [])
    }
}
