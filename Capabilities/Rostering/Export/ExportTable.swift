import Base
import Foundation
import Storage

/// What the rows of a file are made from.
struct ExportSource {
    let reader: any Reader
    let register: ExportRegister
    let pageSize: Int
}

/// One file of the package and the tables it comes from.
struct ExportTable: Sendable {
    /// A table whose rows stand in the file.
    struct Origin: Sendable {
        let table: SQL
        let entity: ImportEntity
        let rows: @Sendable (ExportPage, ExportSource) throws -> [ExportRow]
    }

    let file: RosterFile
    /// Metadata columns that are always there.
    var metadata: [String] = []
    let origins: [Origin]

    static let all = [
        ExportTable(
            file: .orgs, origins: [Origin(table: "organisation", entity: .organisation, rows: ExportedOrg.rows)]),
        ExportTable(
            file: .academicSessions,
            origins: [Origin(table: "academic_session", entity: .academicSession, rows: ExportedSession.rows)]),
        ExportTable(
            file: .courses,
            origins: [
                Origin(table: "course", entity: .course, rows: ExportedCourse.rows),
                Origin(table: "school_group", entity: .group, rows: ExportedCourse.standIns),
            ]),
        ExportTable(
            file: .classes, origins: [Origin(table: "school_group", entity: .group, rows: ExportedClass.rows)]),
        ExportTable(
            file: .users, metadata: ExportedUser.metadata,
            origins: [Origin(table: "person", entity: .person, rows: ExportedUser.rows)]),
        ExportTable(
            file: .roles, origins: [Origin(table: "role_assignment", entity: .role, rows: ExportedRole.rows)]),
        ExportTable(
            file: .enrollments,
            origins: [Origin(table: "membership", entity: .membership, rows: ExportedEnrollment.rows)]),
        ExportTable(
            file: .demographics,
            origins: [Origin(table: "person", entity: .person, rows: ExportedDemographic.rows)]),
    ]

    /// Every row of the file: in bulk those in force in the order of their sourcedIds, else the changed ones.
    func forEachRow(
        in source: ExportSource, _ changes: ExportChanges?, _ body: (ExportRow) throws -> Void
    ) throws {
        guard let changes else { return try forEachInForce(in: source, body) }
        for origin in origins {
            let instants = changes.instants[origin.entity] ?? [:]
            for ids in instants.keys.sorted(by: { $0.halves < $1.halves }).inChunks(of: source.pageSize) {
                let page = ExportPage(provider: source.register.provider, part: .these(ids))
                for var row in try origin.rows(page, source) {
                    if let instant = instants[row.id] { row.markChanged(at: instant) }
                    try body(row)
                }
            }
        }
    }

    private func forEachInForce(in source: ExportSource, _ body: (ExportRow) throws -> Void) throws {
        var streams = try origins.flatMap { origin in
            try sources(of: origin, in: source).map { try ExportStream(origin, of: $0, in: source) }
        }
        while let next = streams.indices.filter({ streams[$0].head != nil })
            .min(by: { streams[$0].precedes(streams[$1]) })
        {
            if let row = streams[next].head, !row.isEnded { try body(row) }
            try streams[next].advance()
        }
    }

    /// The sources that a table's rows have, by hops over its index.
    private func sources(of origin: Origin, in source: ExportSource) throws -> [String] {
        var sources: [String] = []
        while let next = try source.reader.first(
            ExportPage.source(after: sources.last ?? "", of: origin.table, in: source.register.provider)) ?? nil
        {
            sources.append(next)
        }
        return sources
    }
}

/// The rows in force of one table and source, a page at a time.
struct ExportStream {
    private let origin: ExportTable.Origin
    private let name: String
    private let source: ExportSource
    private var page: ArraySlice<ExportRow> = []
    private var key = ""

    init(_ origin: ExportTable.Origin, of name: String, in source: ExportSource) throws {
        (self.origin, self.name, self.source) = (origin, name, source)
        try fetch()
    }

    /// The next row; nil at the end.
    var head: ExportRow? { page.first }

    mutating func advance() throws {
        page.removeFirst()
        if page.isEmpty { try fetch() }
    }

    /// Text compares bytewise, as both engines compare it.
    func precedes(_ other: ExportStream) -> Bool {
        (head?.sourcedID ?? "").utf8.lexicographicallyPrecedes((other.head?.sourcedID ?? "").utf8)
    }

    private mutating func fetch() throws {
        let part = ExportPage.Part.after(source: name, key: key, size: source.pageSize)
        page = try origin.rows(ExportPage(provider: source.register.provider, part: part), source)[...]
        key = page.last?.key ?? key
    }
}
