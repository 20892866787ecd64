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

    /// The password of every demo person.
    static let password = SampleTowns.password

    static func file(in folder: URL) -> URL { folder.appending(path: "demo.json") }

    /// Makes or finds the demo and returns its persons.
    func prepare(pupils: Int) async throws -> DemoPersons {
        if let data = try? Data(contentsOf: Demo.file(in: folder)) {
            return try JSONDecoder().decode(DemoPersons.self, from: data)
        }
        let now = Instant.fromSystemClock()
        let sample = folder.appending(path: "sample")
        let summary = try await SampleTowns(database: database).settle(pupils: pupils, packagesIn: sample, at: now)
        for package in summary.packages {
            try await SampleTimetables(today: now.day)
                .load(of: sample.appending(path: package.folder), provider: package.slug, into: database)
        }
        let hash = try await hasher.hash(Secret(Demo.password))
        // All or none, so that an interrupted demo is made again as if for the first time.
        let demo = DemoPersons(
            try await database.write { writer in
                let persons = try summary.cast.map { member in
                    try SampleTowns.account(
                        for: member, named: Demo.freeName(for: member, in: writer), hash: hash, at: now, in: writer)
                }
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
