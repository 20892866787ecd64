package import Accounts
package import Base
import Directory
import Storage

extension World {
    /// Aino's five school days in December wait for the teacher of 7A; eight in November were refused by the principal.
    package static let waitingLeave: ID<Account> = id(400)
    package static let refusedLeave: ID<Account> = id(401)
    package static let refusal: ID<Account> = id(402)
    /// The protected pupil's application, by the protected guardian.
    package static let protectedLeave: ID<Account> = id(403)

    static func leave(_ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO leave_rule (provider_id, teacher_days, authority_fi, authority_sv, address_fi, address_sv,
                changed_at)
            VALUES (\(lake), \(5), 'Sivistyslautakunta', 'Bildningsnämnden', 'Kirjaamo, PL 1, 00001 Järvikaupunki',
                'Registratorskontoret, PB 1, 00001 Järvikaupunki', \(now))
            """)
        try addLeave(waitingLeave, .pupil, by: .guardian, "2026-12-07", "2026-12-11", 5, "teacher", "waiting", writer)
        try addLeave(refusedLeave, .pupil, by: .guardian, "2026-11-04", "2026-11-13", 8, "principal", "decided", writer)
        try addLeave(
            protectedLeave, .protectedPupil, by: .protectedGuardian, "2026-12-07", "2026-12-11", 5, "teacher",
            "waiting", writer)
        try refuse(writer)
    }

    private static func addLeave(
        _ application: ID<Account>, _ pupil: Who, by guardian: Who, _ first: String, _ last: String, _ days: Int,
        _ decider: String, _ state: String, _ writer: any Writer
    ) throws {
        let account = try writer.one(PasswordAccount.named(guardian.signInName)).account
        try writer.run(
            """
            INSERT INTO leave_application (provider_id, id, person_id, organisation_id, homeroom, first_day, last_day,
                school_days, reason, decider, account_id, applicant_id, applied_at, state, changed_at)
            VALUES (\(lake), \(application), \(person(pupil)), \(lakeSchool), '7A', \(CivilDate(first)),
                \(CivilDate(last)), \(days), 'Perheen matka', \(decider), \(account), \(person(guardian)), \(now),
                \(state), \(now))
            """)
    }

    private static func refuse(_ writer: any Writer) throws {
        let account = try writer.one(PasswordAccount.named(Who.principal.signInName)).account
        let particulars = [
            "provider": "Järvikaupunki", "school": "Järvelän koulu", "pupil": name(.pupil).full, "homeroom": "7A",
            "applicant": name(.guardian).full, "decider": name(.principal).full, "title": "principal",
            "authority": "Sivistyslautakunta", "address": "Kirjaamo, PL 1, 00001 Järvikaupunki",
        ].map { "\"\($0.key)\":\"\($0.value)\"" }.sorted().joined(separator: ",")
        try writer.run(
            "INSERT INTO leave_number (provider_id, year, last_number) VALUES (\(lake), \(2026), \(1))")
        try writer.run(
            """
            INSERT INTO leave_decision (provider_id, id, application_id, year, number, outcome, school_days, reasons,
                language, particulars, decided_at, account_id, decider_id, decider_role)
            VALUES (\(lake), \(refusal), \(refusedLeave), \(2026), \(1), 'refused', \(0),
                'Poissaolo osuisi koeviikolle.', 'fi', \(JSONDocument("{\(particulars),\"isByPupil\":false}")),
                \(now), \(account), \(person(.principal)), 'principal')
            """)
    }
}
