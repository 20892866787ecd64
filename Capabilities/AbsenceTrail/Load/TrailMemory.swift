import Accounts
import Attendance
import Base
import Directory
import Storage
import Web

/// The trails of all pupils within a reach, worked out once.
struct ReachedTrails: Sendable {
    private let file: TrailFile
    private let known: [ID<Person>: Trail]
    /// The pupils of whom there is anything.
    let pupils: [ID<Person>]

    /// - Parameter provider: the one at which all the pupils are; several providers' pupils are worked out when asked.
    init(_ file: TrailFile, in provider: ID<Provider>?) {
        pupils = file.pupils
        guard let provider else {
            (self.file, known) = (file, [:])
            return
        }
        known = Dictionary(file.pupils.map { ($0, file.trail(of: $0, in: provider)) }) { first, _ in first }
        self.file = file.ofNobody
    }

    func trail(of person: ID<Person>, in provider: ID<Provider>) -> Trail {
        known[person] ?? file.trail(of: person, in: provider)
    }

    /// What holds at a provider.
    func limits(of provider: ID<Provider>) -> [AbsenceLimit] { file.limits(of: provider) }

    func term(of provider: ID<Provider>) -> SchoolTerm { file.term(of: provider) }
}

/// Trails, remembered while nothing has changed that they follow from: the day, who is within reach (by the change feeds of
/// the providers), limits, terms and reactions, and the revisions of these pupils' absences.
struct TrailMemory: Sendable {
    private struct Stamp: Hashable, Sendable {
        let day: CivilDate
        let feeds: [Int64]
        let facts: [TrailFact]
    }

    private let memory = Memory<AbsenceReach, Stamp, ReachedTrails>(limit: 8000)

    /// The trails behind `reach` today: one statement when they are remembered, otherwise two.
    func trails(_ reach: AbsenceReach, _ read: PageRead<Viewer>) throws -> ReachedTrails {
        let today = read.visit.today
        let facts = try read.all(TrailFact.all(reach, on: today))
        func load() throws -> ReachedTrails {
            let file = try TrailFile(facts, TrailFile.days(reach, on: today, in: read), on: today)
            return ReachedTrails(file, in: reach.providers.count == 1 ? reach.providers[0] : nil)
        }
        let feeds = reach.providers.compactMap { read.viewer.feeds[$0] }
        guard feeds.count == reach.providers.count else { return try load() }
        let stamp = Stamp(day: today, feeds: feeds, facts: facts)
        return try memory.value(of: reach, stamp, at: read.visit.now, make: load)
    }
}
