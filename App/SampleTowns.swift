import Accounts
import Base
import Directory
import Foundation
import Rostering
import SignIn
import Storage

/// Two synthetic municipalities in a database, and accounts for some of their people: what demo and testbed stand on.
struct SampleTowns: Sendable {
    let database: any Database

    /// The password of everybody; everyone and everything is invented.
    static let password = "kuikka-uittaa-poikasia"

    /// Writes the municipalities as packages into `folder` and imports them.
    func settle(pupils: Int, packagesIn folder: URL, at now: Instant) async throws -> SampleSummary {
        let summary = try SampleMunicipalities(pupils: pupils, seed: 1, today: now.day).write(to: folder)
        // No identity code is in these packages, so nobody ever needs the key again.
        let seal = try Seal(key: (0..<Seal.keyBytes).map { _ in UInt8.random(in: 0...255) })
        for package in summary.packages {
            let report = try await RosterImport(database: database, seal: seal, now: { .fromSystemClock() })
                .run(folder.appending(path: package.folder), provider: package.slug, actor: .command) { _ in }
            guard report.exitCode == 0 else { throw Fault(.broken, log: try report.text(in: .en)) }
        }
        return summary
    }

    /// An account under `name` for everything that a member of the cast is.
    static func account(
        for member: SampleSummary.Member, named name: String, hash: String, at now: Instant, in writer: any Writer
    ) throws -> DemoPersons.Person {
        let invitations = try member.records.map { record in
            let provider = try writer.one(Provider.named(record.slug))
            let person = try writer.one(Person.from(source: record.sourceID, in: provider.id))
            let code = try Invitation.issue(
                to: person, in: provider.id, makesAdministrator: member.part == .administrator, at: now, in: writer)
            return try writer.one(Invitation.open(code, at: now))
        }
        let account = try Account.create(
            named: name, passwordHash: hash, language: invitations.first?.language, at: now, in: writer)
        for invitation in invitations { _ = try invitation.redeem(for: account, at: now, in: writer) }
        return DemoPersons.Person(
            name: member.name.full, role: member.part.role, place: member.place, signInName: name)
    }
}

extension SampleSummary.Part {
    /// The role that lists show.
    fileprivate var role: Role {
        switch self {
        case .pupil, .adultStudent: .pupil
        case .guardianInBoth, .guardianOfOne: .guardian
        case .classTeacher, .subjectTeacher, .swedishTeacher, .teacherWithChildren: .teacher
        case .principal: .principal
        case .assistant: .assistant
        case .office: .office
        case .administrator: .administrator
        }
    }
}
