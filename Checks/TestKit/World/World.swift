package import Base
package import Accounts
package import Directory
import Foundation

/// Two municipalities, three schools, people with names, a family across both, a protected person. Monday 23.11.2026, 10.15.
package enum World {
    package static let now = Instant(milliseconds: 1_795_421_700_000)
    package static let password = "kettu-kiertaa-saarta"

    package static let lake: ID<Provider> = id(1)
    package static let birch: ID<Provider> = id(2)

    package static let lakeRoot: ID<Organisation> = id(10)
    package static let lakeSchool: ID<Organisation> = id(11)
    package static let hillSchool: ID<Organisation> = id(12)
    package static let birchRoot: ID<Organisation> = id(13)
    package static let birchSchool: ID<Organisation> = id(14)

    package static let year: ID<AcademicSession> = id(20)

    package static let homeroom7A: ID<SchoolGroup> = id(30)
    package static let maths7A: ID<SchoolGroup> = id(31)
    package static let homeroom8B: ID<SchoolGroup> = id(32)
    package static let homeroom3B: ID<SchoolGroup> = id(33)
    package static let lastYear6A: ID<SchoolGroup> = id(34)

    package static let ainosGuardianship: ID<Guardianship> = id(60)
    package static let ainosRole: ID<RoleAssignment> = id(70)
    package static let ainosMembership: ID<Membership> = id(71)
    package static let adultsGuardianship: ID<Guardianship> = id(63)
    package static let logSearch: ID<Account> = id(70)
    package static let signInExport: ID<Account> = id(72)
    package static let importRun: ID<Account> = id(71)
    package static func session(_ who: Who) -> ID<Session> { id(900 + (Who.allCases.firstIndex(of: who) ?? 0)) }

    /// The person record of an who; the guardian's second record is in `birch`.
    package static func person(_ who: Who) -> ID<Person> { id(100 + (Who.allCases.firstIndex(of: who) ?? 0)) }
    package static let guardianInBirch: ID<Person> = id(190)
    package static let eino: ID<Person> = id(191)
    /// An id that nobody has.
    package static let nobody: ID<Person> = id(999_999)
    /// A pupil in `maths7A` without an account, with an open invitation.
    package static let newcomer: ID<Person> = id(192)

    /// The names of an who.
    package static func name(_ who: Who) -> PersonName {
        let (given, family): (String, String) =
            switch who {
            case .signedOut: ("", "")
            case .pupil: ("Aino Maria", "Niemi")
            case .otherPupil: ("Olga Sofia", "Saari")
            case .guardian: ("Sari Anneli", "Niemi")
            case .otherGuardian: ("Mika Juhani", "Laine")
            case .teacher: ("Leena Kaarina", "Salo")
            case .teacherElsewhere: ("Petri Olavi", "Aho")
            case .assistant: ("Kaisa Helena", "Koski")
            case .office: ("Tuula Marjatta", "Virta")
            case .officeElsewhere: ("Riitta Liisa", "Harju")
            case .principal: ("Antti Tapani", "Mäki")
            case .principalElsewhere: ("Eeva Sisko", "Åkerlund")
            case .administrator: ("Outi Päivikki", "Ranta")
            case .otherAdministrator: ("Pekka Ilmari", "Korpi")
            case .classmate: ("Eetu Juhani", "Laine")
            case .protectedPupil: ("Venla Inkeri", "Aaltola")
            case .protectedGuardian: ("Ritva Orvokki", "Aaltola")
            case .informedGuardian: ("Kari Antero", "Kallio")
            case .adult: ("Joni Petteri", "Aalto")
            case .adultGuardian: ("Tiina Susanna", "Aalto")
            }
        return PersonName(given: given, called: String(given.prefix { $0 != " " }), family: family)
    }

    static func id<Entity>(_ number: Int) -> ID<Entity> { ID(uuid(number)) }

    private static func uuid(_ number: Int) -> UUID {
        UUID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number))
    }
}
