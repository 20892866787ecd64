import Accounts
import App
import Base
import Directory
import Foundation
import Storage

extension World {
    /// A copy of the whole world for each test, made once for the process.
    package static func template() async throws -> TestTemplate {
        let hash = Secret(try await PasswordHash.ofWorld())
        return TestTemplate(key: "world", migrations: try House.migrations()) { database in
            try await database.write { writer in try seed(writer, passwordHash: hash.reveal()) }
        }
    }

    private static func seed(_ writer: any Writer, passwordHash: String) throws {
        try places(writer)
        try groups(writer)
        for who in Who.allCases where who != .signedOut { try settle(who, writer, passwordHash) }
        try addPerson(
            eino, PersonName(given: "Eino Aleksi", called: "Eino", family: "Niemi"), "2017-03-02", at: birch, writer)
        try addPerson(
            newcomer, PersonName(given: "Noel Elias", called: "Noel", family: "Uusitalo"), "2013-09-01", at: lake,
            writer)
        try addRole(.pupil, of: newcomer, at: lakeSchool, in: lake, writer)
        _ = try Invitation.issue(to: newcomer, in: lake, makesAdministrator: false, at: now, in: writer)
        try addPerson(guardianInBirch, name(.guardian), nil, at: birch, writer)
        try addRole(.pupil, of: eino, at: birchSchool, in: birch, writer)
        try memberships(writer)
        try guardianships(writer)
        try link(.guardian, to: guardianInBirch, in: birch, writer)
        try addLogSearch(writer)
        try addImportRun(writer)
        try timetable(writer)
        try attendance(writer)
        try givenWork(writer)
        try leave(writer)
        try clients(writer)
        try brokers(writer)
        try badges(writer)
    }

    private static func addLogSearch(_ writer: any Writer) throws {
        let account = try writer.one(PasswordAccount.named(Who.administrator.signInName)).account
        try writer.run(
            """
            INSERT INTO access_log_search (provider_id, id, account_id, reason, searched_at)
            VALUES (\(lake), \(logSearch), \(account), 'Selvityspyyntö 11/2026', \(now))
            """)
        try writer.run(
            """
            INSERT INTO sign_in_export (provider_id, id, account_id, reason, made_at)
            VALUES (\(lake), \(signInExport), \(account), 'Selvityspyyntö 12/2026', \(now))
            """)
    }

    private static func places(_ writer: any Writer) throws {
        for (provider, slug, name) in [(lake, "lake", "Järvikaupunki"), (birch, "birch", "Koivula")] {
            try writer.run(
                "INSERT INTO provider (id, slug, name_fi, created_at) VALUES (\(provider), \(slug), \(name), \(now))")
            try writer.run("INSERT INTO change_counter (provider_id, last_sequence) VALUES (\(provider), \(0))")
        }
        try addOrganisation(lakeRoot, "Järvikaupunki", "provider", nil, in: lake, writer)
        try addOrganisation(lakeSchool, "Järvelän koulu", "school", lakeRoot, in: lake, writer)
        try addOrganisation(hillSchool, "Mäkelän koulu", "school", lakeRoot, in: lake, writer)
        try addOrganisation(birchRoot, "Koivula", "provider", nil, in: birch, writer)
        try addOrganisation(birchSchool, "Metsolan koulu", "school", birchRoot, in: birch, writer)
        for (session, begins, ends) in [(year, "2026-08-01", "2027-08-01"), (id(21), "2025-08-01", "2026-08-01")] {
            try writer.run(
                """
                INSERT INTO academic_session
                    (provider_id, id, kind, title, begins_on, ends_on, school_year, source, source_id)
                VALUES (\(lake), \(session), 'schoolYear', 'Lukuvuosi', \(CivilDate(begins)), \(CivilDate(ends)),
                    \(2027), 'test', \(begins))
                """)
        }
    }

    private static func addOrganisation(
        _ organisation: ID<Organisation>, _ name: String, _ kind: String, _ parent: ID<Organisation>?,
        in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO organisation (provider_id, id, parent_id, kind, name, sort_key, source, source_id)
            VALUES (\(provider), \(organisation), \(parent), \(kind), \(name), \(SortKey.of(name)), 'test', \(name))
            """)
    }

    private static func groups(_ writer: any Writer) throws {
        try addGroup(homeroom7A, "7A", "homeroom", at: lakeSchool, year, writer)
        try addGroup(maths7A, "7A matematiikka", "teaching", at: lakeSchool, year, writer)
        try addGroup(homeroom8B, "8B", "homeroom", at: lakeSchool, year, writer)
        try addGroup(homeroom3B, "3B", "homeroom", at: hillSchool, year, writer)
        try addGroup(lastYear6A, "6A", "homeroom", at: lakeSchool, id(21), writer)
    }

    private static func addGroup(
        _ group: ID<SchoolGroup>, _ title: String, _ kind: String, at school: ID<Organisation>,
        _ session: ID<AcademicSession>, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO school_group (provider_id, id, organisation_id, kind, title, sort_key, source, source_id)
            VALUES (\(lake), \(group), \(school), \(kind), \(title), \(SortKey.of(title)), 'test', \(title))
            """)
        try writer.run(
            "INSERT INTO group_session (provider_id, group_id, session_id) VALUES (\(lake), \(group), \(session))")
        try GroupNames.add([title], in: lake, writer)
    }

    /// The who's person record, roles, account and session.
    private static func settle(_ who: Who, _ writer: any Writer, _ passwordHash: String) throws {
        let provider = who == .otherAdministrator ? birch : lake
        try addPerson(
            person(who), name(who), birthDate(who), isProtected: who == .protectedPupil || who == .protectedGuardian,
            at: provider, writer)
        if let (role, organisation) = post(who) {
            try addRole(role, of: person(who), at: organisation, in: provider, writer)
        }
        let account = try Account.create(
            named: who.signInName, passwordHash: passwordHash, language: nil, at: now, in: writer)
        try writer.run(
            """
            INSERT INTO session (token_hash, id, account_id, created_at, used_at, browser, strong_at, strong_by)
            VALUES (\(Token(text: who.token ?? "").hash), \(session(who)), \(account), \(now), \(now), 'test', \(now),
                \(Proof.demo.rawValue))
            """)
        try link(who, to: person(who), in: provider, writer)
    }

    private static func link(
        _ who: Who, to person: ID<Person>, in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        let account = try writer.one(PasswordAccount.named(who.signInName)).account
        try writer.run(
            """
            INSERT INTO account_person (account_id, provider_id, person_id, evidence, linked_at)
            VALUES (\(account), \(provider), \(person), 'test', \(now))
            """)
    }

    private static func addPerson(
        _ person: ID<Person>, _ name: PersonName, _ birthDate: String?, isProtected: Bool = false,
        at provider: ID<Provider>, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO person (provider_id, id, given_names, called_name, family_name, sort_key, search_key,
                birth_date, protected, source, source_id)
            VALUES (\(provider), \(person), \(name.given), \(name.called), \(name.family), \(name.sortKey),
                \(name.searchKey), \(birthDate.flatMap(CivilDate.init(_:))), \(isProtected), 'oneroster',
                \(person.description))
            """)
        try NameIndex.refresh([person], in: provider, writer)
        let mail = "\(SearchKey.of(name.called)).\(SearchKey.of(name.family))@post.example"
        try writer.run(
            """
            INSERT INTO contact (provider_id, id, person_id, kind, value)
            VALUES (\(provider), \(ID<Contact>.new(at: now)), \(person), 'email', \(mail))
            """)
    }

    private static func addRole(
        _ role: Role, of person: ID<Person>, at organisation: ID<Organisation>, in provider: ID<Provider>,
        _ writer: any Writer
    ) throws {
        let id = person == World.person(.pupil) ? ainosRole : ID<RoleAssignment>.new(at: now)
        try writer.run(
            """
            INSERT INTO role_assignment (provider_id, id, person_id, organisation_id, role, is_primary, source, source_id)
            VALUES (\(provider), \(id), \(person), \(organisation), \(role), \(true), 'test',
                \(person.description))
            """)
        try PersonPlaces.add(roles: [id.uuid], in: provider, writer)
    }

    private static func memberships(_ writer: any Writer) throws {
        let pupils: [Who] = [.pupil, .classmate, .protectedPupil]
        for group in [homeroom7A, maths7A, lastYear6A] {
            for pupil in pupils { try addMember(pupil, of: group, as: .pupil, writer) }
            try addMember(.teacher, of: group, as: .teacher, writer)
        }
        try addMember(newcomer, of: maths7A, as: .pupil, writer)
        try addMember(.assistant, of: homeroom7A, as: .assistant, writer)
        try addMember(.otherPupil, of: homeroom8B, as: .pupil, writer)
        try addMember(.teacherElsewhere, of: homeroom3B, as: .teacher, writer)
    }

    private static func addMember(
        _ who: Who, of group: ID<SchoolGroup>, as role: Role, _ writer: any Writer
    ) throws {
        try addMember(person(who), of: group, as: role, writer)
    }

    private static func addMember(
        _ person: ID<Person>, of group: ID<SchoolGroup>, as role: Role, _ writer: any Writer
    ) throws {
        let isAinos = person == World.person(.pupil) && group == homeroom7A
        let id = isAinos ? ainosMembership : ID<Membership>.new(at: now)
        try writer.run(
            """
            INSERT INTO membership (provider_id, id, group_id, person_id, role, is_primary, source, source_id)
            VALUES (\(lake), \(id), \(group), \(person), \(role), \(true), 'test', \(id.description))
            """)
    }

    private static func guardianships(_ writer: any Writer) throws {
        try addGuardianship(ainosGuardianship, person(.guardian), person(.pupil), .full, in: lake, writer)
        try addGuardianship(id(61), person(.otherGuardian), person(.classmate), .full, in: lake, writer)
        try addGuardianship(id(62), person(.protectedGuardian), person(.protectedPupil), .full, in: lake, writer)
        try addGuardianship(adultsGuardianship, person(.adultGuardian), person(.adult), .full, in: lake, writer)
        try addGuardianship(id(64), person(.informedGuardian), person(.protectedPupil), .information, in: lake, writer)
        try addGuardianship(id(65), guardianInBirch, eino, .full, in: birch, writer)
    }

    private static func addGuardianship(
        _ guardianship: ID<Guardianship>, _ guardian: ID<Person>, _ child: ID<Person>, _ scope: Guardianship.Scope,
        in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO guardianship (provider_id, id, guardian_id, child_id, scope, evidence, source, source_id)
            VALUES (\(provider), \(guardianship), \(guardian), \(child), \(scope), 'test', 'test', \(guardianship.description))
            """)
        try PersonPlaces.add(guardianships: [guardianship.uuid], in: provider, writer)
    }

    private static func birthDate(_ who: Who) -> String? {
        switch who {
        case .pupil, .classmate, .protectedPupil: "2013-05-04"
        case .otherPupil: "2012-10-10"
        case .adult: "2008-11-23"
        default: nil
        }
    }

    private static func post(_ who: Who) -> (Role, ID<Organisation>)? {
        switch who {
        case .pupil, .otherPupil, .classmate, .protectedPupil, .adult: (.pupil, lakeSchool)
        case .teacher: (.teacher, lakeSchool)
        case .teacherElsewhere: (.teacher, hillSchool)
        case .assistant: (.assistant, lakeSchool)
        case .office: (.office, lakeSchool)
        case .officeElsewhere: (.office, hillSchool)
        case .principal: (.principal, lakeSchool)
        case .principalElsewhere: (.principal, hillSchool)
        case .administrator: (.administrator, lakeRoot)
        case .otherAdministrator: (.administrator, birchRoot)
        default: nil
        }
    }
}
