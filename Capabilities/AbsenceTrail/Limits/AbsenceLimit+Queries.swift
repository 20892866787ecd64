import Attendance
import Base
import Directory
import Foundation
import Storage

/// The limits of a provider that are in force.
struct LimitList: Sendable {
    let limits: [AbsenceLimit]
    /// The provider has said something itself; otherwise what stands in code holds.
    let isDecided: Bool

    static func load(_ provider: ID<Provider>, in reader: any Reader) throws -> LimitList {
        let rows = try reader.all(LimitRow.all(of: provider))
        return LimitList(
            limits: AbsenceLimit.sorted(rows.isEmpty ? AbsenceLimit.standard : rows.compactMap(\.limit)),
            isDecided: !rows.isEmpty)
    }

    subscript(key: AbsenceLimit.Key) -> AbsenceLimit? { limits.first { $0.key == key } }

    /// Puts `next` in the place of `old`: nil for a limit that is new, or for one that ends.
    func replace(
        _ old: AbsenceLimit?, with next: AbsenceLimit?, in provider: ID<Provider>, by account: UUID, at now: Instant,
        _ writer: any Writer
    ) throws {
        if !isDecided {
            for limit in limits where limit != old { try limit.write(in: provider, by: account, at: now, writer) }
            // What was in code has never been a row; this one says that it does not hold any more.
            if let old { try old.write(in: provider, by: account, at: now, endedAt: now, writer) }
        } else if let old {
            try writer.run(
                """
                UPDATE absence_limit SET ended_at = \(now)
                WHERE provider_id = \(provider) AND kind = \(old.kind) AND amount = \(old.amount) AND ended_at IS NULL
                """)
        }
        if let next { try next.write(in: provider, by: account, at: now, writer) }
        // What is worked out of limits is remembered for as long as the feed stands still.
        try ChangeFeed.append(.update, of: "absence_limit", provider.uuid, in: provider, at: now, in: writer)
    }
}

private struct LimitRow: RowDecodable {
    /// nil for one that has ended.
    let limit: AbsenceLimit?

    init(row: inout Row) throws {
        let (kind, amount) = (try row.next(AbsenceLimit.Kind.self), try row.next(Int.self))
        let (alerts, classes) = (try row.next(JSONDocument.self), try row.next(JSONDocument.self))
        let (step, isEnded) = (try row.next(String?.self), try row.next(Bool.self))
        limit =
            isEnded
            ? nil
            : AbsenceLimit(
                kind: kind, amount: amount, alerts: try alerts.values(), classes: try classes.values(), text: step)
    }

    static func all(of provider: ID<Provider>) -> Query<LimitRow> {
        Query(
            """
            SELECT absence_limit.kind, absence_limit.amount, absence_limit.alerts, absence_limit.classes,
                absence_limit.step, absence_limit.ended_at IS NOT NULL
            FROM absence_limit
            WHERE absence_limit.provider_id = \(provider)
                AND absence_limit.kind \(anyOf: AbsenceLimit.Kind.allCases)
            """)
    }
}

extension AbsenceLimit {
    fileprivate func write(
        in provider: ID<Provider>, by account: UUID, at now: Instant, endedAt: Instant? = nil, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO absence_limit (provider_id, id, kind, amount, alerts, classes, step, account_id, made_at, ended_at)
            VALUES (\(provider), \(ID<AbsenceLimit>.new(at: now)), \(kind), \(amount),
                \(try JSONDocument(encoding: alerts.map(\.rawValue).sorted())),
                \(try JSONDocument(encoding: classes.map(\.rawValue).sorted())), \(text), \(account), \(now), \(endedAt))
            """)
    }
}
