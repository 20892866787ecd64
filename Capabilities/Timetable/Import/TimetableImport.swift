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
                let report = try apply(draft, to: school, at: at, writer)
                // What is not kept is undone by the transaction itself, so that a preview is what would happen.
                if report.state != .applied || isDryRun {
                    throw Kept(report: isDryRun && report.state == .applied ? report.asChecked : report)
                }
                return report
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
            let (before, after) = (
                try EditionImage(present, in: school.provider, writer),
                try EditionImage(earlier, in: school.provider, writer)
            )
            try school.setPresent(earlier, at: at, writer)
            return school.report(.undone, before.changes(to: after))
        }
    }

    private func apply(
        _ draft: EditionDraft, to school: ImportSchool, at: Instant, _ writer: any Writer
    ) throws -> TimetableReport {
        let edition = try school.open(draft.isUntis ? "untis" : "csv", at: at, writer)
        let names = try SchoolNames(school.id, in: school.provider, on: at.day, writer)
        var editionWriter = EditionWriter(
            school.provider, school.id, names, edition: edition, after: school.present, at: at, writer)
        try editionWriter.write(draft)
        let problems = editionWriter.problems
        let counts = try EditionImage(school.present, in: school.provider, writer)
            .changes(to: EditionImage(edition, in: school.provider, writer))
        if problems.contains(where: \.isError) { return school.report(.refused, counts, problems: problems) }
        if counts.created + counts.changed + counts.ended == 0 {
            return school.report(.unchanged, counts, problems: problems)
        }
        try school.setPresent(edition, at: at, writer)
        try school.removeOld(keeping: Self.kept, writer)
        return school.report(.applied, counts, problems: problems)
    }

    /// A report that leaves the transaction without leaving anything of it.
    private struct Kept: Error { let report: TimetableReport }
}

extension TimetableReport {
    /// The same of a dry run.
    fileprivate var asChecked: TimetableReport {
        TimetableReport(state: .checked, school: school, counts: counts, problems: problems)
    }
}
