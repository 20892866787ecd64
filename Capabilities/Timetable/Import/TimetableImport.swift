import Accounts
package import Base
import Directory
package import Foundation
package import Storage

/// Imports a school's timetable from files: everything is checked at once and applied in one transaction; the edition
/// before stays, so that undoing goes back to it.
package struct TimetableImport: Sendable {
    private let database: any Database
    private let now: @Sendable () -> Instant

    /// How many editions of a school are kept to go back to.
    static let kept = 5

    package init(database: any Database, now: @escaping @Sendable () -> Instant) {
        (self.database, self.now) = (database, now)
    }

    /// Imports the files at `url`, a folder or one file.
    ///
    /// - Parameters:
    ///   - provider: a slug or an OID; needed when there are several providers.
    ///   - school: a school code or an OID; needed when the provider has several schools.
    ///   - isDryRun: everything is tried and nothing kept.
    package func run(
        _ url: URL, provider: String?, school: String?, isDryRun: Bool = false
    ) async throws -> TimetableReport {
        var problems: [TimetableProblem] = []
        let folder = TimetableFolder(url)
        let draft = folder.draft(&problems)
        let read = problems
        let at = now()
        do {
            return try await database.write { writer in
                let school = try ImportSchool.chosen(provider, school, in: writer)
                guard read.isEmpty else {
                    throw Kept(report: school.report(.refused, problems: read))
                }
                let written = try school.write(draft, by: nil, at: at, writer)
                // What is not kept is undone by the transaction itself, so that a dry run is what would happen.
                guard written.report.state == .checked, !isDryRun else { throw Kept(report: written.report) }
                try school.apply(written.edition, at: at, writer)
                return written.report.with(.applied)
            }
        } catch let kept as Kept {
            return kept.report
        }
    }

    /// Goes back to the edition before the present one.
    package func undo(provider: String?, school: String?) async throws -> TimetableReport {
        let at = now()
        return try await database.write { writer in
            let school = try ImportSchool.chosen(provider, school, in: writer)
            guard let present = school.present, let earlier = try writer.first(school.earlier(than: present)) else {
                return school.report(.nothingToUndo)
            }
            let before = try EditionImage(present, in: school.provider, writer)
            try school.goBack(from: present, to: earlier, at: at, writer)
            return school.report(.undone, before.changes(to: try EditionImage(earlier, in: school.provider, writer)))
        }
    }

    /// A report that leaves the transaction without leaving anything of it.
    private struct Kept: Error { let report: TimetableReport }
}

extension ImportSchool {
    /// Writes the draft as an edition that is not in force: `checked` when it can come into force.
    func write(
        _ draft: EditionDraft, by account: ID<Account>?, at: Instant, _ writer: any Writer
    ) throws -> (edition: ID<TimetableEdition>, report: TimetableReport) {
        let edition = try open(draft.isUntis ? "untis" : "csv", by: account, at: at, writer)
        let names = try SchoolNames(id, in: provider, on: at.day, writer)
        var editionWriter = EditionWriter(provider, id, names, edition: edition, after: present, at: at, writer)
        try editionWriter.write(draft)
        let problems = editionWriter.problems
        let counts = try EditionImage(present, in: provider, writer)
            .changes(to: EditionImage(edition, in: provider, writer))
        let isSame = counts.created + counts.changed + counts.ended == 0
        let state: TimetableReport.State =
            problems.contains(where: \.isError) ? .refused : isSame ? .unchanged : .checked
        return (edition, report(state, counts, problems: problems))
    }

    /// Puts an edition in force that was written after the present one.
    func apply(_ edition: ID<TimetableEdition>, at: Instant, _ writer: any Writer) throws {
        guard try setPresent(edition, at: at, writer) else { throw TimetableRace() }
        try removeOld(keeping: TimetableImport.kept, writer)
    }

    /// Puts the edition before in force again, with what people have made by hand since.
    func goBack(
        from present: ID<TimetableEdition>, to earlier: ID<TimetableEdition>, at: Instant, _ writer: any Writer
    ) throws {
        try EditionCopy(provider: provider, from: present, to: earlier, writer: writer).carryHandMade()
        guard try setPresent(earlier, at: at, writer) else { throw TimetableRace() }
    }
}

/// Somebody else put a timetable in force between the look and the act.
struct TimetableRace: Error {}

extension TimetableReport {
    /// The same with another state.
    func with(_ state: State) -> TimetableReport {
        TimetableReport(state: state, school: school, counts: counts, problems: problems)
    }
}
