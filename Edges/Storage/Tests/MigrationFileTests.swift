import Foundation
import Storage
import Testing

@Suite struct MigrationFileTests {
    private func statements(_ text: String) -> [String] { migration(text).statements }

    private func migration(_ text: String) -> Migration {
        Migration(room: "Directory", number: 1, name: "0001_directory", text: text)
    }

    @Test func `a statement ends with a semicolon at the end of a line`() {
        let text = """
            CREATE TABLE a (
                id UUID NOT NULL
            );

            CREATE INDEX a_id ON a (id);
            CREATE TABLE b (x TEXT CHECK (x <> ';'));
            """
        #expect(
            statements(text) == [
                "CREATE TABLE a (\n    id UUID NOT NULL\n)", "CREATE INDEX a_id ON a (id)",
                "CREATE TABLE b (x TEXT CHECK (x <> ';'))",
            ])
    }

    @Test func `comments are left out, whole lines and ends of lines`() {
        let text = "-- A table; with a word.\nCREATE TABLE a (\n    id UUID -- the id\n);\n-- The end.\n"
        #expect(statements(text) == ["CREATE TABLE a (\n    id UUID\n)"])
    }

    @Test(arguments: [
        "CREATE TABLE a (x TEXT);  \nCREATE TABLE b (x TEXT);",
        "CREATE TABLE a (x TEXT); -- one\nCREATE TABLE b (x TEXT);\n",
    ])
    func `white space or a comment after a semicolon hides nothing`(_ text: String) {
        #expect(statements(text) == ["CREATE TABLE a (x TEXT)", "CREATE TABLE b (x TEXT)"])
    }

    @Test(arguments: ["", "\n\n", "-- nothing\n", ";\n"])
    func `a text without statements has none`(_ text: String) {
        #expect(statements(text).isEmpty)
    }

    @Test func `the last statement may end without a semicolon or a line's end`() {
        #expect(statements("CREATE TABLE a (x TEXT)") == ["CREATE TABLE a (x TEXT)"])
        #expect(statements("CREATE TABLE a (x TEXT);") == ["CREATE TABLE a (x TEXT)"])
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `the checksum is SHA-256 of the text`(_ text: String, _ checksum: String) {
        #expect(migration(text).checksum == checksum)
    }

    @Test func `a single changed character changes the checksum`() {
        #expect(migration("CREATE TABLE a (x TEXT);").checksum != migration("CREATE TABLE a (x TEXT) ;").checksum)
    }

    @Test func `migrations are read by number, and other files are passed over`() throws {
        let found = try Folder.with(["0002_more.sql", "0010_late.sql", "0001_first.sql", "notes.txt"]) {
            try Migration.all(of: "Directory", in: $0)
        }
        #expect(found.map(\.name) == ["0001_first", "0002_more", "0010_late"])
        #expect(found.map(\.number) == [1, 2, 10])
        #expect(found.allSatisfy { $0.room == "Directory" && $0.text == $0.name + ".sql" })
    }

    @Test func `a migration without a number is refused`() {
        #expect(throws: StorageFault.migration("Directory first has no number")) {
            try Folder.with(["first.sql"]) { try Migration.all(of: "Directory", in: $0) }
        }
    }
}

/// A folder that looks like a room's resources.
private enum Folder {
    static func with<Value>(_ names: [String], _ body: (Bundle) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID())")
        let inner = folder.appending(path: "Migrations")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in names { try Data(name.utf8).write(to: inner.appending(path: name)) }
        return try body(try #require(Bundle(path: folder.path)))
    }
}
