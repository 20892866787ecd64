import Foundation
import Storage
import Testing

@Suite struct SchemaTests {
    private func migrations() throws -> [Migration] {
        try Repository.files(".sql").map { file in
            #expect(file.folder.hasSuffix("/Migrations"), "\(file)")
            let name = String(file.name.dropLast(4))
            let number = try #require(Int32(name.prefix(4)), "\(file)")
            return Migration(room: file.folder, number: number, name: name, text: try file.text())
        }
    }

    @Test func `the schema keeps its rules`() throws {
        let statements = try migrations().flatMap(\.statements)
        #expect(statements.count > 20)
        #expect(SchemaLint(statements).problems == [])
    }

    @Test func `the ledger keeps them too`() {
        let ledger = Migrator.ledger.replacing("IF NOT EXISTS ", with: "")
        #expect(SchemaLint([ledger]).problems == [])
    }

    @Test func `each statement stands alone`() throws {
        for migration in try migrations() {
            #expect(migration.statements.allSatisfy { !$0.contains(";") }, "\(migration.room)/\(migration.name)")
        }
    }

    @Test func `migrations are numbered from 1 without gaps and named in snake case`() throws {
        for (room, files) in Dictionary(grouping: try migrations(), by: \.room) {
            #expect(files.map(\.number) == Array(1...Int32(files.count)), "\(room)")
            for file in files {
                #expect(file.name.wholeMatch(of: /[0-9]{4}(?:_[a-z0-9]+)+/) != nil, "\(room)/\(file.name)")
            }
        }
    }
}

/// A lint that never finds anything would prove nothing.
@Suite struct SchemaLintTests {
    private static let provider = "CREATE TABLE provider (id UUID NOT NULL PRIMARY KEY, slug TEXT NOT NULL UNIQUE)"
    private static let account = "CREATE TABLE account (id UUID NOT NULL PRIMARY KEY)"
    private static let person =
        "CREATE TABLE person (provider_id UUID NOT NULL, id UUID NOT NULL, PRIMARY KEY (provider_id, id))"

    private func problems(_ statement: String) -> [String] {
        SchemaLint([Self.provider, Self.account, Self.person, statement]).problems
    }

    private static func mark(_ columns: String) -> String {
        "CREATE TABLE mark (provider_id UUID NOT NULL, id UUID NOT NULL, \(columns)PRIMARY KEY (provider_id, id))"
    }

    @Test(arguments: [
        mark(""), mark("day DATE NOT NULL, "), mark("code TEXT CHECK (code IN ('a', 'b')), "),
        mark("is_late BOOLEAN NOT NULL DEFAULT FALSE, "),
        mark("code TEXT NOT NULL DEFAULT 'none', "), mark("UNIQUE (provider_id, id), "),
        mark("CHECK (id <> provider_id), "),
        mark("person_id UUID, FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id), "),
        "CREATE INDEX person_id ON person (provider_id, id DESC)",
        "CREATE UNIQUE INDEX person_code ON person (id, provider_id)",
        "CREATE TABLE session (id UUID NOT NULL PRIMARY KEY, account_id UUID NOT NULL REFERENCES account (id))",
    ])
    func `this is allowed`(_ statement: String) { #expect(problems(statement) == []) }

    @Test(arguments: [
        (mark("length INTERVAL, "), "mark: length has the type INTERVAL"),
        (mark("code VARCHAR(20), "), "mark: code has the type VARCHAR(20)"),
        (mark("at TIMESTAMPTZ DEFAULT now(), "), "mark: at has the default now()"),
        (mark("at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP, "), "mark: at has the default CURRENT_TIMESTAMP"),
        (mark("user TEXT, "), "mark: user is a reserved word"),
        (mark("dayPart TEXT, "), "mark: dayPart is not lower snake case"),
        (mark("code TEXT UNIQUE, "), "mark: unique code lacks provider_id"),
        (mark("UNIQUE (id), "), "mark: unique id lacks provider_id"),
        (mark("person_id UUID REFERENCES person (id), "), "mark: person_id → person: not by its primary key"),
        (
            mark("FOREIGN KEY (id, provider_id) REFERENCES person (provider_id, id), "),
            "mark: id, provider_id → person: without provider_id"
        ),
        (
            mark("account_id UUID REFERENCES account (id), "),
            "mark: account_id → account: between an account table and a provider's"
        ),
        (mark("other_id UUID REFERENCES other (id), "), "mark: other_id → other: no such table"),
        ("CREATE TABLE mark (provider_id UUID NOT NULL, id UUID NOT NULL)", "mark: no primary key"),
        (
            "CREATE TABLE mark (provider_id UUID NOT NULL, id UUID NOT NULL, PRIMARY KEY (id))",
            "mark: the primary key begins with id"
        ),
        (
            "CREATE TABLE mark (provider_id UUID, PRIMARY KEY (provider_id))",
            "mark: provider_id is part of the key and may be NULL"
        ),
        ("CREATE TABLE mark (provider_id TEXT NOT NULL PRIMARY KEY)", "mark: provider_id is no UUID"),
        ("CREATE TABLE marks (provider_id UUID NOT NULL PRIMARY KEY)", "marks: the name is plural"),
        ("CREATE TABLE order (provider_id UUID NOT NULL PRIMARY KEY)", "order: order is a reserved word"),
        ("CREATE UNIQUE INDEX person_code ON person (id)", "person: unique id lacks provider_id"),
        ("CREATE INDEX mark_code ON mark (code)", "mark_code: no such table"),
        ("DROP INDEX person", "unread: DROP INDEX person"),
    ])
    func `this is not`(_ statement: String, _ problem: String) { #expect(problems(statement) == [problem]) }

    @Test func `an account table refers to no provider's row`() {
        let link = """
            CREATE TABLE account_person (account_id UUID NOT NULL PRIMARY KEY, provider_id UUID NOT NULL,
                person_id UUID NOT NULL,
                FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id))
            """
        #expect(
            problems(link) == [
                "account_person: provider_id, person_id → person: between an account table and a provider's"
            ])
    }

    @Test func `a platform table refers to no provider's row`() {
        let job = """
            CREATE TABLE job (id UUID NOT NULL PRIMARY KEY, provider_id UUID NOT NULL, person_id UUID NOT NULL,
                FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id))
            """
        #expect(problems(job) == ["job: provider_id, person_id → person: from a platform table"])
    }
}
