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
    private let waiting: [AbsenceLimit.Alerted: [ID<Person>: [Alert]]]
    /// The pupils of whom there is anything.
    let pupils: [ID<Person>]

    /// - Parameter provider: the one at which all the pupils are; several providers' pupils are worked out when asked.
    init(_ file: TrailFile, in provider: ID<Provider>?) {
        pupils = file.pupils
        guard let provider else {
            (self.file, known, waiting) = (file, [:], [:])
            return
        }
        let known = Dictionary(file.pupils.map { ($0, file.trail(of: $0, in: provider)) }) { first, _ in first }
        self.known = known
        waiting = Dictionary(
            uniqueKeysWithValues: AbsenceLimit.Alerted.allCases.map { alerted in
                (alerted, known.mapValues { $0.waiting(for: alerted) }.filter { !$0.value.isEmpty })
            })
        self.file = file.ofNobody
    }

    func trail(of person: ID<Person>, in provider: ID<Provider>) -> Trail {
        known[person] ?? file.trail(of: person, in: provider)
    }

    /// What waits for somebody, by pupil, where all the pupils are at one provider.
    func waiting(for alerted: AbsenceLimit.Alerted) -> [ID<Person>: [Alert]] { waiting[alerted] ?? [:] }

    /// What holds at a provider.
    func limits(of provider: ID<Provider>) -> [AbsenceLimit] { file.limits(of: provider) }

    func term(of provider: ID<Provider>) -> SchoolTerm { file.term(of: provider) }
}

/// Trails, remembered while nothing has changed that they follow from: the day, who is within reach, terms and limits (by
/// the change feeds of the providers), reactions, and the revisions of these pupils' absences.
struct TrailMemory: Sendable {
    private struct Stamp: Hashable, Sendable {
        let feeds: [Int64]
        let marks: [TrailFact]
    }

    private struct Day: Hashable, Sendable {
        let providers: [ID<Provider>]
        let day: CivilDate
    }

    private struct Reach: Hashable, Sendable {
        let reach: AbsenceReach
        let day: CivilDate
    }

    private let memory = Memory<Reach, Stamp, ReachedTrails>(limit: 8000)
    private let rules = Memory<Day, [Int64], [TrailFact]>(limit: 1000)

    /// The trails behind `reach` today: one statement when they are remembered, otherwise two.
    func trails(_ reach: AbsenceReach, _ read: PageRead<Viewer>) throws -> ReachedTrails {
        let (today, now) = (read.visit.today, read.visit.now)
        func load(_ facts: [TrailFact]) throws -> ReachedTrails {
            let file = try TrailFile(facts, TrailFile.days(reach, on: today, in: read), on: today)
            return ReachedTrails(file, in: reach.providers.count == 1 ? reach.providers[0] : nil)
        }
        let feeds = reach.providers.compactMap { read.viewer.feeds[$0] }
        guard feeds.count == reach.providers.count else {
            return try load(read.all(TrailFact.all(reach, on: today)))
        }
        let day = Day(providers: reach.providers, day: today)
        let known = rules.value(of: day, feeds, at: now)
        let facts = try read.all(known == nil ? TrailFact.all(reach, on: today) : TrailFact.marks(reach, on: today))
        let ruled = known ?? rules.value(of: day, feeds, at: now) { facts.filter(\.isRule) }
        let marks = facts.filter { !$0.isRule }
        return try memory.value(of: Reach(reach: reach, day: today), Stamp(feeds: feeds, marks: marks), at: now) {
            try load(marks + ruled)
        }
    }
}
