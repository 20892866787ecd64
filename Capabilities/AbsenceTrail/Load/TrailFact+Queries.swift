import Attendance
import Base
import Directory
import Storage

/// One row of what trails stand on besides the absences themselves, as the database has it. All rows together, with the
/// absences' revision among them, change whenever a trail does.
struct TrailFact: RowDecodable, Hashable {
    enum What {
        case limit(AbsenceLimit.Key, AbsenceLimit?)
        case session(SchoolTerm.Session)
        case reaction(ID<AbsenceReaction>, ID<Person>, ReactionMark)
        /// How often the absences of all pupils within reach have changed.
        case revision(Int)
    }

    let provider: ID<Provider>
    private let kind: String
    private let id: ID<AbsenceReaction>?
    private let person: ID<Person>?
    private let word: String?
    private let amount: Int
    private let days: [CivilDate?]
    private let step: String?
    private let documents: [JSONDocument?]

    init(row: inout Row) throws {
        kind = try row.next()
        provider = try row.next()
        id = try row.next()
        person = try row.next()
        word = try row.next()
        amount = try row.next()
        days = [try row.next(), try row.next(), try row.next()]
        step = try row.next()
        documents = [try row.next(), try row.next()]
    }

    func what() throws -> What {
        switch kind {
        case "revision": .revision(amount)
        case "session": .session(SchoolTerm.Session(begins: try days[0].there(), ends: try days[1].there()))
        case "reaction": .reaction(try id.there(), try person.there(), try mark())
        default: try limit()
        }
    }

    private func mark() throws -> ReactionMark {
        let limit = AbsenceLimit.Key(try AbsenceLimit.Kind(rawValue: word ?? "").there(), amount)
        return ReactionMark(
            limit: limit, termBegins: try days[0].there(), step: try step.flatMap(ReactionStep.init).there(),
            reactedOn: try days[1].there(), writtenOn: try days[2].there())
    }

    private func limit() throws -> What {
        let kept = AbsenceLimit(
            kind: try AbsenceLimit.Kind(rawValue: word ?? "").there(), amount: amount,
            alerts: try documents[0].there().values(), classes: try documents[1].there().values(), text: step)
        return .limit(kept.key, kind == "limit" ? kept : nil)
    }

    /// Whether it follows from the register and the limits of a provider, whoever the pupils are.
    var isRule: Bool { kind != "reaction" && kind != "revision" }

    /// One statement, whatever is asked for and however many are reached. PostgreSQL takes the types of columns from the first
    /// two parts.
    static func all(_ reach: AbsenceReach, on today: CivilDate) -> Query<TrailFact> {
        Query(
            """
            \(reactions(reach, on: today))
            UNION ALL
            \(ruled(reach.providers, on: today))
            UNION ALL
            \(revisions(reach))
            """)
    }

    /// Those alone that follow from the pupils.
    static func marks(_ reach: AbsenceReach, on today: CivilDate) -> Query<TrailFact> {
        Query("\(reactions(reach, on: today)) UNION ALL \(revisions(reach))")
    }

    private static func reactions(_ reach: AbsenceReach, on today: CivilDate) -> SQL {
        """
        SELECT 'reaction', entry.provider_id, entry.id, entry.person_id, entry.limit_kind, entry.amount,
            entry.term_begins, entry.reacted_on, entry.written_on, entry.step, NULL, NULL
        \(reach.rows(of: "absence_reaction"))
            AND entry.term_begins >= \(SchoolTerm.yearBegins(today))
        """
    }

    private static func revisions(_ reach: AbsenceReach) -> SQL {
        """
        SELECT 'revision', entry.provider_id, NULL, NULL, NULL, SUM(entry.revision), NULL, NULL, NULL, NULL, NULL,
            NULL
        \(reach.rows(of: "attendance_revision"))
        GROUP BY entry.provider_id
        """
    }

    private static func ruled(_ providers: [ID<Provider>], on today: CivilDate) -> SQL {
        """
        SELECT CASE WHEN absence_limit.ended_at IS NULL THEN 'limit' ELSE 'ended' END,
            absence_limit.provider_id, NULL, NULL, absence_limit.kind, absence_limit.amount, NULL, NULL, NULL,
            absence_limit.step, absence_limit.alerts, absence_limit.classes
        FROM absence_limit
        WHERE absence_limit.provider_id \(anyOf: providers)
            AND absence_limit.kind \(anyOf: AbsenceLimit.Kind.allCases)
        UNION ALL
        SELECT 'session', academic_session.provider_id, NULL, NULL, NULL, 0, academic_session.begins_on,
            academic_session.ends_on, NULL, NULL, NULL, NULL
        FROM academic_session
        WHERE academic_session.provider_id \(anyOf: providers)
            AND academic_session.kind \(anyOf: ["term", "semester"]) AND academic_session.ended_at IS NULL
            AND academic_session.begins_on <= \(today) AND academic_session.ends_on > \(SchoolTerm.yearBegins(today))
        """
    }
}

extension Optional {
    /// The value that this part of the statement always has.
    fileprivate func there() throws -> Wrapped {
        guard let self else { throw StorageFault.malformed("a row of the absence trail lacks a value") }
        return self
    }
}
