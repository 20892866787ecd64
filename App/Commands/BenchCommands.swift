import Accounts
import ArgumentParser
import Attendance
import Base
import Directory
import Foundation
import Hummingbird
import Rostering
import Storage
import Web

/// Signed-in sessions for measuring; they are real rows, as many as asked.
struct BenchSessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-sessions", abstract: "Make sessions of one role and write cookie and path of each.",
        shouldDisplay: false)

    @Option var count = 200
    @Option(help: "pupil, guardian, teacher or office") var role: String
    @Option var out: String

    func run() async throws {
        guard let role = Role(rawValue: role) else { throw Terminal.fail("no such role") }
        let now = Instant.fromSystemClock()
        let hash = try await PasswordHasher().hash(Secret(Demo.password))
        let lines = try await Terminal.settings().withDatabase { database in
            try await database.write { writer in
                let people = try writer.all(BenchPerson.some(count, as: role, on: Day(now.day)))
                // A municipality has fewer people in its office than sessions are measured with: each gets several.
                return try (0..<(people.isEmpty ? 0 : count)).map { number in
                    try people[number % people.count].session(
                        as: role, number: number, hash: hash, at: now, in: writer)
                }
            }
        }
        try (lines.joined(separator: "\n") + "\n").write(toFile: out, atomically: true, encoding: .utf8)
    }
}

extension BenchPerson {
    /// Cookie, desktop, for members of groups one group's page, the sign-in name; for an office the first and the last
    /// page of the register's people, and a search; for a teacher the registers of the last school day.
    func session(as role: Role, number: Int, hash: String, at now: Instant, in writer: any Writer) throws -> String {
        let name = "bench-\(role.rawValue)-\(number)-\(person)@\(slug)"
        let account = try Account.create(
            named: name, passwordHash: hash, language: nil, at: now, in: writer)
        let code = try Invitation.issue(to: person, in: provider, makesAdministrator: false, at: now, in: writer)
        _ = try writer.one(Invitation.open(code, at: now)).redeem(for: account, at: now, in: writer)
        let token = try Session.begin(
            for: account, by: .demo, instead: nil, browser: "bench", at: now, in: writer)
        let desktop = role == .guardian ? ActingPath.family() : ActingPath.desktop(role)(slug)
        let page = group.map { ActingPath.group(role)(slug, $0).description } ?? "-"
        let line = "\(token.text)\t\(desktop)\t\(page)\t\(name)"
        if role == .teacher {
            let day = BenchRegisters.lastSchoolDay(now.day)
            let lessons = try writer.all(BenchLesson.taught(by: person, in: provider, on: day))
            let links = lessons.map { AttendancePath.register(.teacher)(slug, $0, day.description).description }
            return ([line] + (links.isEmpty ? ["-"] : links)).joined(separator: "\t")
        }
        guard role == .office else { return line }
        let register = ActingPath.register(role)(slug)
        return "\(line)\t\(register)\t\(register.with(["end": "yes"]))\t\(register.with(["q": "pelto"]))"
    }
}

/// One route of the framework with nothing around it, the limit that `/hello` is measured against.
struct BenchBareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-bare", abstract: "Serve one bare route of the framework.", shouldDisplay: false)

    @Option var port = 8081

    func run() async throws {
        let router = Router()
        router.get("/hello") { _, _ in "hello\n" }
        try await Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port))
        ).runService()
    }
}

/// A school year's timetables for a sample that is imported already.
struct BenchTimetablesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-timetables", abstract: "Import timetables for every school of a sample package.",
        shouldDisplay: false)

    @Argument var package: String
    @Option var provider: String

    func run() async throws {
        try await Terminal.settings().withDatabase { database in
            try await SampleTimetables(today: Instant.fromSystemClock().day)
                .load(of: URL(filePath: package), provider: provider, into: database)
        }
    }
}

/// How much the access log holds, for whoever counts whether a look was lost.
struct BenchLooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-looks", abstract: "Print how many looks the access log has, and in how many rows.",
        shouldDisplay: false)

    func run() async throws {
        let rows = try await Terminal.settings().withDatabase { database in
            try await database.read { try $0.all(BenchLooks.stored) }
        }
        print("\(rows.reduce(0, +)) \(rows.count)")
    }
}
