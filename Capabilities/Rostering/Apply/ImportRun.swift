import Base
import Directory

/// One import, applied or only checked, as it is kept.
struct ImportRun: Sendable {
    enum Step: String, Sendable { case checked, applied }

    let id: ID<ImportRun>
    let provider: ID<Provider>
    let step: Step
    let startedAt: Instant
    let startedBy: String
    let counts: [ImportEntity: ImportCounts]
    /// The first ones alone: a file that is wrong on every row must not fill the database.
    let problems: [ImportProblem]

    static let format = "oneroster-csv"
    private static let keptProblems = 1000

    init(
        of provider: ID<Provider>, _ step: Step, startedAt: Instant, by startedBy: String,
        counts: [ImportEntity: ImportCounts], problems: [ImportProblem]
    ) {
        id = .new(at: startedAt)
        (self.provider, self.step, self.startedAt, self.startedBy) = (provider, step, startedAt, startedBy)
        (self.counts, self.problems) = (counts, Array(problems.prefix(Self.keptProblems)))
    }
}
