import Storage

/// The rules of the schema: allowed types, and keys that keep the rows of two providers apart.
struct SchemaLint {
    private let schema: Schema

    private enum Owner { case platform, account, provider }

    private static let platform: Set<String> = [
        "provider", "client", "signing_key", "job", "throttle", "migration_ledger",
        "used_assertion", "used_proof", "registration_token", "authorization_request", "sign_out_request",
        "platform_change",
    ]
    private static let account: Set<String> = [
        "account", "sign_in_method", "session", "account_person", "subject", "client_grant",
        "authorization_code", "refresh_token", "service_notice", "sign_out_notice",
        "passkey", "passkey_challenge", "one_time_code_key", "recovery_code", "sign_in_event",
        "broker_link", "device_request",
    ]

    init(_ statements: [String]) { schema = Schema(statements) }

    /// Everything that breaks a rule, as `table: what`.
    var problems: [String] {
        schema.unread.map { "unread: \($0.prefix(60))" } + schema.tables.flatMap(problems(of:))
            + schema.indexes.filter { index in !schema.tables.contains { $0.name == index.table } }.map {
                "\($0.name): no such table"
            }
            + schema.indexes.flatMap { problems(ofName: $0.name, in: $0.table) }
    }

    private func problems(of table: Schema.Table) -> [String] {
        let found =
            table.unread.map { "unread \($0.prefix(60))" } + keyProblems(table) + table.columns.flatMap(columnProblems)
            + table.foreignKeys.compactMap { problem(of: $0, in: table) }
            + (isPlural(table.name) ? ["the name is plural"] : [])
        return problems(ofName: table.name, in: table.name) + found.map { "\(table.name): \($0)" }
    }

    private func keyProblems(_ table: Schema.Table) -> [String] {
        guard let first = table.primaryKey.first else { return ["no primary key"] }
        let nullable = table.primaryKey.filter { key in !table.columns.contains { $0.name == key && $0.isNotNull } }
        var problems = nullable.map { "\($0) is part of the key and may be NULL" }
        guard owner(of: table.name) == .provider else { return problems }
        if first != "provider_id" { problems.append("the primary key begins with \(first)") }
        problems += table.uniques.filter { !$0.contains("provider_id") }.map {
            "unique \($0.joined(separator: ", ")) lacks provider_id"
        }
        return problems
    }

    private func columnProblems(_ column: Schema.Column) -> [String] {
        var problems = ReservedWords.problems(column.name)
        if ColumnType(rawValue: column.type) == nil { problems.append("\(column.name) has the type \(column.type)") }
        if column.name == "provider_id", column.type != ColumnType.uuid.rawValue {
            problems.append("provider_id is no UUID")
        }
        let literal = /(?:-?[0-9]+|'[^']*'|TRUE|FALSE)(?: .*)?/
        if let standard = column.standard, standard.wholeMatch(of: literal) == nil {
            problems.append("\(column.name) has the default \(standard)")
        }
        return problems
    }

    private func problem(of key: Schema.ForeignKey, in table: Schema.Table) -> String? {
        let what = "\(key.columns.joined(separator: ", ")) → \(key.table)"
        guard let target = schema.tables.first(where: { $0.name == key.table }) else { return "\(what): no such table" }
        if key.referenced != target.primaryKey { return "\(what): not by its primary key" }
        switch (owner(of: table.name), owner(of: key.table)) {
        case (.provider, .provider):
            let carries = zip(key.columns, key.referenced).contains { $0 == ("provider_id", "provider_id") }
            return carries ? nil : "\(what): without provider_id"
        case (.account, .account), (.account, .platform), (.provider, .platform), (.platform, .platform): return nil
        case (.account, .provider), (.provider, .account): return "\(what): between an account table and a provider's"
        case (.platform, _): return "\(what): from a platform table"
        }
    }

    private func problems(ofName name: String, in table: String) -> [String] {
        ReservedWords.problems(name).map { "\(table): \($0)" }
    }

    private func isPlural(_ name: String) -> Bool {
        name.hasSuffix("s") && !name.hasSuffix("ss") && !name.hasSuffix("us")
    }

    private func owner(of table: String) -> Owner {
        if Self.platform.contains(table) { return .platform }
        return Self.account.contains(table) ? .account : .provider
    }
}

/// Names that mean something to one of the engines, or that would need quotation marks.
enum ReservedWords {
    private static let all: Set<String> = [
        "add", "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
        "both", "case",
        "cast", "check", "collate", "collation", "column", "commit", "constraint", "create", "cross", "current_date",
        "current_time",
        "current_timestamp", "current_user", "default", "deferrable", "delete", "desc", "distinct", "do", "drop",
        "else", "end", "escape",
        "except", "exists", "false", "fetch", "for", "foreign", "freeze", "from", "full", "grant", "group", "having",
        "ilike", "in", "index",
        "initially", "inner", "insert", "intersect", "into", "is", "isnull", "join", "lateral", "leading", "left",
        "like", "limit",
        "localtime", "natural", "not", "notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps",
        "placing", "primary",
        "references", "returning", "right", "select", "session_user", "set", "similar", "some", "symmetric",
        "system_user", "table",
        "tablesample", "then", "to", "trailing", "transaction", "true", "union", "unique", "update", "user", "using",
        "values", "variadic",
        "verbose", "when", "where", "window", "with",
    ]

    static func problems(_ name: String) -> [String] {
        if all.contains(name) { return ["\(name) is a reserved word"] }
        return name.wholeMatch(of: /[a-z][a-z0-9]*(?:_[a-z0-9]+)*/) == nil ? ["\(name) is not lower snake case"] : []
    }
}
