import Storage

extension SQLiteConnection {
    /// Tells the planner what tables will hold: a million rows, nearly all of one provider, few of one entity.
    ///
    /// Without statistics SQLite takes ten rows for any first column of an index (sqlite.org/optoverview.html), and so
    /// reads a whole provider where the second column would find one person. What is written is sqlite_stat1's own
    /// form: rows of the table, then rows for each longer beginning of the index.
    func describeIndexes() throws {
        try define("ANALYZE")
        try run("DELETE FROM sqlite_stat1")
        for index in try indexes() {
            try run(
                "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (\(index.table), \(index.name), \(index.statistics))")
        }
        try define("ANALYZE sqlite_schema")
    }

    private func indexes() throws -> [Index] {
        var indexes: [Index] = []
        let sql: Storage.SQL = """
            SELECT tab.name, list.name, list."unique", info.name
            FROM sqlite_master AS tab
            JOIN pragma_index_list(tab.name) AS list
            JOIN pragma_index_info(list.name) AS info
            WHERE tab.type = 'table'
            ORDER BY tab.name, list.name, info.seqno
            """
        try forEach(sql) { row in
            let (table, name, isUnique) = (
                try row.next(String.self), try row.next(String.self), try row.next(Bool.self)
            )
            if indexes.last?.name != name { indexes.append(Index(table: table, name: name, isUnique: isUnique)) }
            indexes[indexes.count - 1].columns.append(try row.next())
        }
        return indexes
    }
}

private struct Index {
    let table: String
    let name: String
    let isUnique: Bool
    var columns: [String] = []

    private static let rows = 1_000_000
    private static let rowsOfOne = 20

    var statistics: String {
        let beginnings = (1...columns.count).map { length in
            if columns.prefix(length) == ["provider_id"] { return Index.rows }
            return isUnique && length == columns.count ? 1 : Index.rowsOfOne
        }
        return ([Index.rows] + beginnings).map(String.init).joined(separator: " ")
    }
}
