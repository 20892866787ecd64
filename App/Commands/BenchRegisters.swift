import ArgumentParser
import Base
import Directory
import Foundation
import Storage

/// Taken registers of the school days before the last one, for measuring; most pupils were there.
struct BenchRegistersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-registers", abstract: "Take the registers of the last school days.", shouldDisplay: false)

    @Option var days = 100

    func run() async throws {
        let now = Instant.fromSystemClock()
        try await Terminal.settings().withDatabase { database in
            for provider in try await database.read({ try $0.all(Provider.every) }).map(\.id) {
                let lessons = try await database.read { reader in
                    BenchLesson.whole(try reader.all(BenchLesson.all(of: provider)))
                }
                let byWeekday = Dictionary(grouping: lessons, by: \.weekday)
                for day in BenchRegisters.days(days, before: now.day) {
                    let registers = BenchRegisters(
                        provider: provider, lessons: byWeekday[day.weekday] ?? [], day: day, now: now)
                    try await database.write { writer in try registers.write(writer) }
                }
            }
        }
    }
}

/// The registers of one day.
struct BenchRegisters: Sendable {
    let provider: ID<Provider>
    let lessons: [BenchLesson]
    let day: CivilDate
    let now: Instant

    /// The last school day, today or the Friday before a weekend: its registers are still open.
    static func lastSchoolDay(_ today: CivilDate) -> CivilDate {
        today.weekday <= 5 ? today : today.adding(days: 5 - today.weekday)
    }

    /// Weekdays before the last school day, the latest first.
    static func days(_ count: Int, before today: CivilDate) -> [CivilDate] {
        let last = lastSchoolDay(today)
        return (1...(count * 2)).map { last.adding(days: -$0) }.filter { $0.weekday <= 5 }.prefix(count).map { $0 }
    }

    /// What stands about the pupil: nothing for nineteen of twenty lessons.
    static func standing(_ lesson: Int, _ pupil: Int, _ day: CivilDate) -> (mark: String, absence: String?)? {
        // Illness takes whole days: the lesson counts only beside it.
        let dice = (pupil &* 2_654_435_761 &+ Int(day.dayNumber) &* 40_503) % 1000
        if dice < 40 { return ("absent", dice < 30 ? "illness" : "other") }
        let alone = (pupil &* 97 &+ lesson &* 31 &+ Int(day.dayNumber) &* 7) % 1000
        if alone < 5 { return ("late", nil) }
        return alone < 7 ? ("absent", "unexplained") : alone < 9 ? ("absent", "unauthorised") : nil
    }
}

/// A lesson with its teacher and its pupils.
struct BenchLesson: Sendable {
    let id: ID<BenchLesson>
    let school: ID<Organisation>
    let weekday: Int
    let begins: Int
    let ends: Int
    let subject: String
    let teacher: ID<Person>
    var pupils: [ID<Person>]

    /// Rows of one lesson stand together.
    static func whole(_ rows: [BenchLesson]) -> [BenchLesson] {
        rows.reduce(into: []) { lessons, row in
            if lessons.last?.id == row.id {
                lessons[lessons.count - 1].pupils += row.pupils
            } else {
                lessons.append(row)
            }
        }
    }
}
