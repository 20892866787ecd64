import Base
import Directory
import Storage

/// Somebody of the register whose identity code is that of a child.
struct MandateChild: RowDecodable, Hashable, Sendable {
    let person: ID<Person>
    let birthDate: CivilDate?
    let isProtected: Bool

    init(person: ID<Person>, birthDate: CivilDate?, isProtected: Bool) {
        (self.person, self.birthDate, self.isProtected) = (person, birthDate, isProtected)
    }

    init(row: inout Row) throws {
        (person, birthDate, isProtected) = (try row.next(), try row.next(), try row.next())
    }
}

/// A guardianship of the two that is there already, in force or over.
struct MandateBond: RowDecodable, Hashable, Sendable {
    let id: ID<Guardianship>
    /// Whether it is from a mandate, and not the register's own.
    let isMandate: Bool
    let isEnded: Bool
    let begins: CivilDate?
    let ends: CivilDate?

    init(id: ID<Guardianship>, isMandate: Bool, isEnded: Bool, begins: CivilDate?, ends: CivilDate?) {
        (self.id, self.isMandate, self.isEnded, self.begins, self.ends) = (id, isMandate, isEnded, begins, ends)
    }

    init(row: inout Row) throws {
        (id, isMandate, isEnded) = (
            try row.next(), try row.next(String.self) == Guardianship.mandate, try row.next(Instant?.self) != nil
        )
        (begins, ends) = (try row.next(), try row.next())
    }

    /// As a mandate left it: nobody at the office has ended it or changed its days.
    var isUntouched: Bool { isMandate && !isEnded && begins != nil && ends == begins?.adding(days: 1) }
}

/// What a mandate gives: a guardianship of one day, and never more than the register lets it.
enum MandateRules {
    enum Verdict: Hashable, Sendable {
        case new
        /// The mandate of an earlier day holds on this one too.
        case again(ID<Guardianship>)
        /// It is in force already.
        case known
        case nothing
    }

    /// - Parameters:
    ///   - children: everybody of the provider with that code.
    ///   - bonds: of the child and any person record of the account.
    static func verdict(
        _ code: PersonalIdentityCode, _ children: [MandateChild], _ bonds: [MandateBond], own: Set<ID<Person>>,
        on day: CivilDate
    ) -> Verdict {
        // Two records of one child are the office's to tell apart.
        guard let child = children.first, children.count == 1, !own.contains(child.person) else { return .nothing }
        // Of a protected child the register decides alone: who must not find it may still have it in custody.
        guard !child.isProtected else { return .nothing }
        // Both must say that it is a minor; whoever has no birth date may be an adult.
        let adult = Day(day).adultBirthday
        guard let birthDate = child.birthDate, birthDate > adult, code.birthDate > adult else { return .nothing }
        // What the register says of the two, limits it or has ended it, stays so.
        guard bonds.allSatisfy(\.isUntouched) else { return .nothing }
        guard let bond = bonds.first else { return .new }
        return bond.begins == day ? .known : .again(bond.id)
    }
}
