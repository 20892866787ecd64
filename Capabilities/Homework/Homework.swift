package import Accounts
import Base
import Directory
package import Storage
package import Web

/// What groups have to do for a day and which exams are ahead: given by teachers, ticked by pupils, read at home.
package struct Homework: Sendable {
    let chrome: Chrome
    let texts: TextTable<HomeworkText>

    package init(chrome: Chrome) throws {
        self.chrome = chrome
        texts = try TextTable(in: .module)
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "Homework", in: .module) }

    /// How many days back homework can still be read.
    static let daysBack = 28
    /// How many days ahead it is listed.
    static let daysAhead = WorkDraft.mostDays

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountOwn(on: site)
        mountTicks(on: site)
        mountChild(on: site)
        mountFamily(on: site)
        mountGroup(on: site)
        mountReaders(on: site)
        mountWork(on: site)
    }

    /// What the pages of a visit are written with.
    func words(_ visit: Visit) -> HomeworkWords {
        let parts = chrome.parts(in: visit.language)
        return HomeworkWords(
            own: texts(in: visit.language), parts: parts, days: DayWords(parts, today: visit.today))
    }
}

/// Where one homework is; lists are `ActingPath`'s, since other rooms lead to them.
enum HomeworkPath {
    static let work: PathPattern = "/{provider}/teacher/homework/{homework}"
    static let ending: PathPattern = "/{provider}/teacher/homework/{homework}/ending"
    static let tick: PathPattern = "/{provider}/pupil/homework/{homework}/tick"
    static let tickEnding: PathPattern = "/{provider}/pupil/homework/{homework}/tick/ending"
}

/// The words of this room, of parts and of days.
struct HomeworkWords {
    let own: Words<HomeworkText>
    let parts: Words<WebText>
    let days: DayWords

    func callAsFunction(_ key: HomeworkText, _ values: KeyValuePairs<String, String> = [:]) -> String {
        own(key, values)
    }

    /// "tänään klo 10.15", "ke 25.11. klo 8.15", or the day alone.
    func moment(_ day: CivilDate, _ minute: Int?) -> String {
        [days.day(day), minute.map(days.atClock)].compactMap { $0 }.joined(separator: " ")
    }
}
