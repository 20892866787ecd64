/// The problems of one run: the first ones of each severity, and how many there are in truth.
struct ProblemList: Hashable, Sendable {
    private(set) var problems: [ImportProblem] = []
    private var totals: [ImportProblem.Severity: Int] = [:]

    /// How many errors, and how many notices, are kept: a broken file must not fill the memory with its complaints.
    static let most = 10_000

    var errorCount: Int { totals[.error] ?? 0 }
    var noticeCount: Int { totals[.notice] ?? 0 }

    mutating func add(_ problem: ImportProblem) {
        totals[problem.severity, default: 0] += 1
        if totals[problem.severity, default: 0] <= Self.most { problems.append(problem) }
    }
}

/// Collects the problems of one run.
final class ProblemLog {
    private(set) var list: ProblemList

    var problems: [ImportProblem] { list.problems }

    /// - Parameter list: what was found before.
    init(after list: ProblemList = ProblemList()) { self.list = list }

    func add(_ problem: ImportProblem) { list.add(problem) }

    func add(
        _ code: ProblemCode, _ file: String, row: Int? = nil, column: String? = nil, _ values: [String: String] = [:]
    ) {
        add(ImportProblem(code, file: file, row: row, column: column, values: values))
    }
}
