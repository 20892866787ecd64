import Accounts
import Base
import Directory
import Storage

/// An import on its way: what was sent, what is wrong with it, and the edition that waits to come into force.
struct TimetableDraft: Sendable {
    enum Outcome: String, Sendable, ColumnValue {
        case waiting, refused, unchanged, applied, discarded
    }

    let id: ID<TimetableDraft>
    let school: ID<Organisation>
    let account: ID<Account>
    let receivedAt: Instant
    let fileNames: [String]
    let outcome: Outcome
    let edition: ID<TimetableEdition>?
    let problems: [TimetableProblem]

    /// How long a draft is kept.
    static let keptDays = 7

    /// Files that are sent here are at most this big, packed or not.
    static let maximalBytes = 5_000_000
}

extension TimetableDraft {
    /// Reads what was sent and writes it down as a draft: with an edition that waits, or with what is wrong.
    static func make(
        of sent: [(name: String, bytes: [UInt8])], for school: ID<Organisation>, in provider: ID<Provider>,
        by account: ID<Account>, at now: Instant, in database: any Database
    ) async throws -> ID<TimetableDraft> {
        var problems: [TimetableProblem] = []
        let draft = TimetableFolder(sent: sent, &problems).draft(&problems)
        let read = problems
        let names = sent.map { Self.shown($0.name) }
        let id = ID<TimetableDraft>.new(at: now)
        @Sendable func row(
            _ outcome: Outcome, _ edition: ID<TimetableEdition>?, _ problems: [TimetableProblem]
        ) -> TimetableDraft {
            TimetableDraft(
                id: id, school: school, account: account, receivedAt: now, fileNames: names, outcome: outcome,
                edition: edition, problems: Array((read + problems).prefix(2000)))
        }
        do {
            try await database.write { writer in
                let school = try writer.one(ImportSchool.one(school, in: provider))
                guard !read.contains(where: \.isError) else { throw Unkept(draft: row(.refused, nil, [])) }
                let (edition, report) = try school.write(draft, by: account, at: now, writer)
                // What cannot come into force leaves nothing but its problems.
                guard report.state == .checked else {
                    let outcome: Outcome = report.state == .unchanged ? .unchanged : .refused
                    throw Unkept(draft: row(outcome, nil, report.problems))
                }
                try row(.waiting, edition, report.problems).insert(in: provider, writer)
            }
        } catch let unkept as Unkept {
            try await database.write { writer in try unkept.draft.insert(in: provider, writer) }
        }
        return id
    }

    /// Leaves the transaction without leaving the edition.
    private struct Unkept: Error { let draft: TimetableDraft }

    private static func shown(_ name: String) -> String {
        let visible = name.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32 }
        return String(String(String.UnicodeScalarView(visible)).prefix(120))
    }
}

/// Where a draft or an undoing stands when somebody wants to go through with it.
enum Readiness: Sendable {
    case ready(before: ID<TimetableEdition>?, after: ID<TimetableEdition>)
    /// Another timetable came into force since.
    case stale
    case over
}

extension TimetableDraft {
    /// Whether the edition may still come into force in place of the one it was written after.
    func readiness(_ school: ImportSchool, _ reader: any Reader) throws -> Readiness {
        guard outcome == .waiting else { return .over }
        guard let edition, try reader.first(school.earlier(than: edition)) == school.present else { return .stale }
        return .ready(before: school.present, after: edition)
    }
}
