import Base
import Storage

/// Organisations and sessions are trees: nobody is an ancestor of oneself.
struct TreeCheck {
    let package: RosterPackage
    let log: ProblemLog

    func run() throws {
        try report(.orgs, .organisation)
        try report(.academicSessions, .academicSession)
    }

    /// Goes up from each row of the file until it comes to what was gone over already; in the same walk that is a cycle.
    private func report(_ file: RosterFile, _ kind: ImportEntity) throws {
        let scratch = package.staging.scratch
        var walk = 0
        try scratch.forEach(Self.keys(of: file)) { cells in
            let start = try cells.next(String.self)
            let line = try cells.next(Int.self)
            walk += 1
            var next: String? = start
            while let node = next {
                guard try scratch.offer(Staging.walked, [Bound(file.number), Bound(node), Bound(walk)]) else {
                    if try scratch.first(Self.walk(of: node, in: file)) == walk {
                        log.add(.parentCycle, file.fileName, row: line, column: "parentSourcedId", ["id": node])
                    }
                    return
                }
                next = try parent(of: node, file, kind)
            }
        }
    }

    /// The parent as it will be after the import.
    private func parent(of key: String, _ file: RosterFile, _ kind: ImportEntity) throws -> String? {
        let scratch = package.staging.scratch
        if let named = try scratch.first(Self.named(key, in: file)) { return named.isDeleted ? nil : named.parent }
        guard package.mode(file) != .bulk else { return nil }
        return try scratch.first(Self.present(key, kind))
    }
}
