import Accounts
import Base
import Directory
import Foundation
import Rostering
import SignIn
import Storage

/// Two synthetic municipalities with accounts for some of their people; what is there already stays.
struct Demo: Sendable {
    let database: any Database
    let folder: URL
    let hasher: PasswordHasher

    /// The password of every demo person; everyone and everything in the demo is invented.
    static let password = "kuikka-uittaa-poikasia"

    static func file(in folder: URL) -> URL { folder.appending(path: "demo.json") }

    /// Makes or finds the demo and returns its persons.
    func prepare(pupils: Int) async throws -> DemoPersons {
        if let data = try? Data(contentsOf: Demo.file(in: folder)) {
            return try JSONDecoder().decode(DemoPersons.self, from: data)
        }
        let now = Instant.fromSystemClock()
        let sample = folder.appending(path: "sample")
        let summary = try SampleMunicipalities(pupils: pupils, seed: 1, today: now.day).write(to: sample)
        for package in summary.packages {
            try await load(package, from: sample)
            try await SampleTimetables(today: now.day)
                .load(of: sample.appending(path: package.folder), provider: package.slug, into: database)
        }
        let hash = try await hasher.hash(Secret(Demo.password))
        // All or none, so that an interrupted demo is made again as if for the first time.
        let demo = DemoPersons(
            try await database.write { writer in
                let persons = try summary.cast.map { try Demo.account(for: $0, hash: hash, at: now, in: writer) }
                let cast = try zip(summary.cast, persons).map { member, person in
                    LivelyDay.Cast(
                        member: member, account: try writer.one(PasswordAccount.named(person.signInName)).account)
                }
                for package in summary.packages {
                    let provider = try writer.one(Provider.named(package.slug))
                    try LivelyDay(provider: provider, now: now, cast: cast).fill(writer)
                }
                return persons
            })
        try JSONEncoder().encode(demo).write(to: Demo.file(in: folder))
        return demo
    }

    private func load(_ package: SampleSummary.Package, from sample: URL) async throws {
        let source = sample.appending(path: package.folder)
        let report = try await RosterImport(database: database, now: { .fromSystemClock() })
            .run(source, provider: package.slug, actor: .command) { _ in }
        guard report.exitCode == 0 else { throw Fault(.broken, log: try report.text(in: .en)) }
    }

    private static func account(
        for member: SampleSummary.Member, hash: String, at now: Instant, in writer: any Writer
    ) throws -> DemoPersons.Person {
        let name = try freeName(for: member, in: writer)
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

    private static func freeName(for member: SampleSummary.Member, in reader: any Reader) throws -> String {
        let base = SearchKey.of(member.name.full).split(separator: " ").joined(separator: ".")
        let slug = member.records.first?.slug ?? "demo"
        for number in 1...99 {
            let name = "\(base)\(number == 1 ? "" : String(number))@\(slug)"
            if try !Account.isTaken(name, in: reader) { return name }
        }
        throw Fault(.broken, log: "no free sign-in name for a demo person")
    }
}

extension SampleSummary.Part {
    /// The role that the demo's list shows.
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
