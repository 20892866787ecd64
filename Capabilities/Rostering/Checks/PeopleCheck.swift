import Base
import Storage

/// What must be known of people across rows: shared learner numbers, missing birth dates, people who become more visible,
/// and agents that are no guardians.
struct PeopleCheck {
    let package: RosterPackage
    let log: ProblemLog

    func run() throws {
        try checkLearnerNumbers()
        try checkIdentityCodes()
        for step in [Finding.Step.birthDate, .protection, .agent] { try Finding.tell(step, of: package, to: log) }
    }

    /// A record may be double, and test numbers of node 98 are nobody's own, so this is told and not refused.
    private func checkLearnerNumbers() throws {
        try package.staging.scratch.forEach(Self.shared("learner_number")) { cells in
            log.add(
                .learnerNumberShared, RosterFile.users.fileName, row: try cells.next(),
                column: "metadata.learnerNumber", ["id": try cells.next()])
        }
    }

    /// Two records of one human: nobody is guessed when that human signs in, so it is told.
    private func checkIdentityCodes() throws {
        try package.staging.scratch.forEach(Self.shared("identity")) { cells in
            log.add(
                .identityCodeShared, RosterFile.users.fileName, row: try cells.next(),
                column: HeaderLayout.metadataPrefix + UserRecord.identityColumn, ["id": try cells.next()])
        }
    }
}

/// A delta that deletes what nobody has is worth a word, no more.
struct DeletionCheck {
    let package: RosterPackage
    let log: ProblemLog

    func run() throws { try Finding.tell(.deletion, of: package, to: log) }
}

extension Finding {
    /// Tells what comparing has seen.
    static func tell(_ step: Step, of package: RosterPackage, to log: ProblemLog) throws {
        try package.staging.scratch.forEach(all(step)) { cells in
            let place = try cells.next(Int.self)
            let line = try cells.next(Int.self)
            _ = try cells.next(Int.self)
            guard let code = ProblemCode.named(try cells.next()),
                let file = RosterFile.allCases.first(where: { $0.number == place })
            else { return }
            log.add(code, file.fileName, row: line, column: try cells.next(), ["id": try cells.next()])
        }
    }
}
