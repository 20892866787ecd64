import Attendance
import Base
import Directory
import Storage

/// All that the trails behind one page stand on: limits, terms, absences since the school year began, reactions.
struct TrailFile: Sendable {
    private var limits: [ID<Provider>: [AbsenceLimit]] = [:]
    private var kept: [ID<Provider>: Set<AbsenceLimit.Key>] = [:]
    private var sessions: [ID<Provider>: [SchoolTerm.Session]] = [:]
    private var days: [ID<Person>: [AbsenceDay]] = [:]
    private var reactions: [ID<Person>: [ReactionMark]] = [:]
    private let today: CivilDate

    /// Two statements, whatever is asked for and however many are reached.
    static func load(
        _ reach: AbsenceReach, on today: CivilDate, in reader: any Reader
    ) throws -> TrailFile {
        try TrailFile(reader.all(TrailFact.all(reach, on: today)), days(reach, on: today, in: reader), on: today)
    }

    /// The absences since the school year began.
    static func days(_ reach: AbsenceReach, on today: CivilDate, in reader: any Reader) throws -> [AbsenceDay] {
        try reader.all(AbsenceDay.all(reach, from: SchoolTerm.yearBegins(today), to: today))
    }

    init(_ facts: [TrailFact], _ days: [AbsenceDay], on today: CivilDate) throws {
        self.today = today
        self.days = Dictionary(grouping: days, by: \.person)
        // A pupil who is reached twice has each reaction twice.
        var known: Set<ID<AbsenceReaction>> = []
        for fact in facts {
            switch try fact.what() {
            case .limit(let key, let limit):
                kept[fact.provider, default: []].insert(key)
                if let limit { limits[fact.provider, default: []].append(limit) }
            case .session(let session): sessions[fact.provider, default: []].append(session)
            case .reaction(let id, let person, let mark):
                if known.insert(id).inserted { reactions[person, default: []].append(mark) }
            case .revision: break
            }
        }
    }

    /// What holds at a provider.
    func limits(of provider: ID<Provider>) -> [AbsenceLimit] {
        AbsenceLimit.sorted(kept[provider] == nil ? AbsenceLimit.standard : limits[provider] ?? [])
    }

    /// Every limit that holds or has held there.
    func known(of provider: ID<Provider>) -> Set<AbsenceLimit.Key> {
        (kept[provider] ?? []).union(AbsenceLimit.standard.map(\.key))
    }

    func term(of provider: ID<Provider>) -> SchoolTerm { SchoolTerm.of(today, sessions[provider] ?? []) }

    /// The same without anybody's absences and reactions, for who has worked out every trail.
    var ofNobody: TrailFile {
        var file = self
        (file.days, file.reactions) = ([:], [:])
        return file
    }

    /// The pupils of whom there is anything.
    var pupils: [ID<Person>] { Array(Set(days.keys).union(reactions.keys)) }

    func trail(of person: ID<Person>, in provider: ID<Provider>) -> Trail {
        Trail(
            days[person] ?? [], reactions[person] ?? [], limits(of: provider), sessions[provider] ?? [], on: today)
    }
}
