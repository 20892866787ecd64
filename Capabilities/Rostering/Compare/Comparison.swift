import Base
import Directory
import Foundation
import Storage

/// Compares a staged package with the register: both are walked in the order of sourcedIds, side by side, and what
/// differs is planned. Bulk files end what they lack; delta files end what they say is gone. Guardianships, and in 1.1
/// roles, are parts of a user's row and are replaced with it.
///
/// On its way it puts down what the checks need to know: what there is, what looks as if it referred to nothing, and
/// what is to be told of people.
final class Comparison {
    let package: RosterPackage
    let register: PresentRegister?
    let now: Instant
    let merged: MergedPeople
    let plan: PlanMaker
    var scratch: any Scratch { package.staging.scratch }

    let nodes: StagedRows
    let places: StagedRows
    private let findings: StagedRows
    var tally: Tally
    /// What rows may refer to by sourcedId, for the references that a row has several of.
    private var targets = BoundedCache<Target, Found>()
    private var endings = 0

    /// - Parameter register: nil for a provider that is yet to be made.
    init(_ package: RosterPackage, over register: PresentRegister?, at now: Instant) throws {
        (self.package, self.register, self.now) = (package, register, now)
        try package.staging.beginComparing()
        merged = try MergedPeople(register)
        plan = PlanMaker(package.staging)
        let scratch = package.staging.scratch
        nodes = StagedRows(Staging.nodes, in: scratch)
        places = StagedRows(Staging.places, in: scratch)
        findings = StagedRows(Staging.findings, in: scratch)
        tally = Tally(scratch)
    }

    func run() throws -> ImportPlan {
        try organisations()
        try sessions()
        try people()
        try courses()
        try groups()
        // Deltas ask for the sourcedIds of people by their ids.
        if !isBulk(.users) || !isBulk(.roles) { try package.staging.indexNodes() }
        try roles()
        try memberships()
        try guardianships()
        try scratch.run(Comparison.suspectDemographics)
        try places.flush()
        try findings.flush()
        try tally.flush()
        return try plan.finished()
    }

    /// Whether the file is all there is.
    func isBulk(_ file: RosterFile) -> Bool { package.mode(file) == .bulk }

    // MARK: What rows refer to

    struct Target: Hashable {
        let kind: ImportEntity
        let key: String
    }

    struct Found {
        let id: UUID
        /// Whether a row may refer to it.
        let isUsable: Bool
    }

    /// References are checked afterwards; an id that nobody has is refused by the foreign keys.
    static let nobody = UUID(high: 0, low: 0)

    func find(_ kind: ImportEntity, _ key: String) throws -> Found {
        try targets.value(for: Target(kind: kind, key: key)) {
            try scratch.first(Comparison.target(kind, key)) ?? Found(id: Comparison.nobody, isUsable: false)
        }
    }

    /// The row with this number is to be looked at again when all is known.
    func suspect(_ number: Int) throws { _ = try scratch.offer(Staging.suspects, [Bound(number)]) }

    // MARK: What ends

    func noteEnding(_ id: UUID) throws {
        endings += 1
        _ = try scratch.offer(Staging.ending, [Bound(id)])
    }

    /// Whether the organisation, person or group will be over.
    func isEnding(_ id: UUID) throws -> Bool {
        guard endings > 0 else { return false }
        return try scratch.first(Comparison.isEnding(id)) != nil
    }

    // MARK: What is to be told

    func tell(_ step: Finding.Step, _ code: ProblemCode, _ place: Finding.Place, _ field: String, _ id: String) throws {
        try findings.add([
            Bound(step.rawValue), Bound(place.file.number), Bound(place.line), Bound(place.position), Bound(code.code),
            Bound(field), Bound(id),
        ])
    }
}

/// Something that was seen while comparing and is told when its turn comes.
struct Finding {
    enum Step: Int { case deletion, birthDate, protection, agent }

    struct Place {
        let file: RosterFile
        let line: Int
        var position = 0
    }
}
