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
    private var reactions: [ID<Person>: [ID<AbsenceReaction>: ReactionMark]] = [:]
    private let today: CivilDate

    /// One statement, whatever is asked for and however many are reached.
    static func load(
        _ reach: AbsenceReach, on today: CivilDate, in reader: any Reader
    ) throws -> TrailFile {
        var file = TrailFile(today: today)
        try reader.forEach(statement(reach, on: today)) { row in try file.take(TrailRow(row: &row)) }
        return file
    }

    private init(today: CivilDate) { self.today = today }

    /// What holds at a provider.
    func limits(of provider: ID<Provider>) -> [AbsenceLimit] {
        AbsenceLimit.sorted(kept[provider] == nil ? AbsenceLimit.standard : limits[provider] ?? [])
    }

    /// Every limit that holds or has held there.
    func known(of provider: ID<Provider>) -> Set<AbsenceLimit.Key> {
        (kept[provider] ?? []).union(AbsenceLimit.standard.map(\.key))
    }

    func term(of provider: ID<Provider>) -> SchoolTerm { SchoolTerm.of(today, sessions[provider] ?? []) }

    /// The pupils of whom there is anything.
    var pupils: [ID<Person>] { Array(Set(days.keys).union(reactions.keys)) }

    func trail(of person: ID<Person>, in provider: ID<Provider>) -> Trail {
        Trail(
            days[person] ?? [], Array((reactions[person] ?? [:]).values), limits(of: provider),
            sessions[provider] ?? [], on: today)
    }

    private mutating func take(_ row: TrailRow) {
        switch row.what {
        case .limit(let key, let limit):
            kept[row.provider, default: []].insert(key)
            if let limit { limits[row.provider, default: []].append(limit) }
        case .session(let session): sessions[row.provider, default: []].append(session)
        case .day(let day): days[day.person, default: []].append(day)
        case .reaction(let id, let person, let mark): reactions[person, default: [:]][id] = mark
        }
    }

    private static func statement(_ reach: AbsenceReach, on today: CivilDate) -> SQL {
        let first = SchoolTerm.yearBegins(today)
        return """
            SELECT 'reaction', entry.provider_id, entry.id, entry.person_id, entry.limit_kind, entry.amount,
                entry.term_begins, entry.reacted_on, entry.written_on, entry.step, NULL, NULL
            \(reach.rows(of: "absence_reaction"))
                AND entry.term_begins >= \(first)
            UNION ALL
            SELECT CASE WHEN absence_limit.ended_at IS NULL THEN 'limit' ELSE 'ended' END,
                absence_limit.provider_id, NULL, NULL, absence_limit.kind, absence_limit.amount, NULL, NULL, NULL,
                absence_limit.step, absence_limit.alerts, absence_limit.classes
            FROM absence_limit
            WHERE absence_limit.provider_id \(anyOf: reach.providers)
                AND absence_limit.kind \(anyOf: AbsenceLimit.Kind.allCases)
            UNION ALL
            SELECT 'session', academic_session.provider_id, NULL, NULL, NULL, 0, academic_session.begins_on,
                academic_session.ends_on, NULL, NULL, NULL, NULL
            FROM academic_session
            WHERE academic_session.provider_id \(anyOf: reach.providers)
                AND academic_session.kind \(anyOf: ["term", "semester"]) AND academic_session.ended_at IS NULL
                AND academic_session.begins_on <= \(today) AND academic_session.ends_on > \(first)
            UNION ALL
            SELECT 'day', counted.provider_id, NULL, counted.person_id, counted.class, counted.minutes, counted.day,
                NULL, NULL, NULL, NULL, NULL
            FROM (\(AbsenceDay.table(reach, from: first, to: today))) AS counted
            """
    }
}

/// One row of the statement, whichever part it came from.
private struct TrailRow: RowDecodable {
    enum What {
        case limit(AbsenceLimit.Key, AbsenceLimit?)
        case session(SchoolTerm.Session)
        case day(AbsenceDay)
        case reaction(ID<AbsenceReaction>, ID<Person>, ReactionMark)
    }

    let provider: ID<Provider>
    let what: What

    init(row: inout Row) throws {
        let kind = try row.next(String.self)
        provider = try row.next()
        let (id, person) = (try row.next(ID<AbsenceReaction>?.self), try row.next(ID<Person>?.self))
        let (word, amount) = (try row.next(String?.self) ?? "", try row.next(Int.self))
        let (first, second) = (try row.next(CivilDate?.self), try row.next(CivilDate?.self))
        let (third, step) = (try row.next(CivilDate?.self), try row.next(String?.self))
        let (alerts, classes) = (try row.next(JSONDocument?.self), try row.next(JSONDocument?.self))
        switch kind {
        case "session":
            what = .session(SchoolTerm.Session(begins: try first.there(), ends: try second.there()))
        case "day":
            what = .day(
                AbsenceDay(
                    person: try person.there(), day: try first.there(), try AbsenceClass(rawValue: word).there(),
                    minutes: amount))
        case "reaction":
            let limit = AbsenceLimit.Key(try AbsenceLimit.Kind(rawValue: word).there(), amount)
            what = .reaction(
                try id.there(), try person.there(),
                ReactionMark(
                    limit: limit, termBegins: try first.there(), step: try step.flatMap(ReactionStep.init).there(),
                    reactedOn: try second.there(), writtenOn: try third.there()))
        default:
            let kept = AbsenceLimit(
                kind: try AbsenceLimit.Kind(rawValue: word).there(), amount: amount,
                alerts: try alerts.there().values(), classes: try classes.there().values(), text: step)
            what = .limit(kept.key, kind == "limit" ? kept : nil)
        }
    }
}

extension Optional {
    /// The value that this part of the statement always has.
    fileprivate func there() throws -> Wrapped {
        guard let self else { throw StorageFault.malformed("a row of the absence trail lacks a value") }
        return self
    }
}
