package import Accounts
package import Base
package import Directory
package import Storage
import Timetable

/// What a demo has of leave: rules with invented contacts, and an application that waits for the principal.
package enum LeaveSample {
    /// The rules of a provider; `swedishSchool` is the name of the school that writes in Swedish, if there is one.
    package static func rules(
        of provider: Provider, swedishSchool: String?, at now: Instant, _ writer: any Writer
    ) throws {
        let name = (fi: provider.name(in: .fi), sv: provider.name(in: .sv))
        try LeaveRules(
            authority: TranslatedName(fi: "Sivistyslautakunta", sv: "Bildningsnämnden"),
            address: TranslatedName(
                fi: "\(name.fi), kirjaamo\nPL 1, 00001 \(name.fi)\nkirjaamo@\(provider.slug).example\nma–pe 9.00–15.00",
                sv:
                    "\(name.sv), registratorskontoret\nPB 1, 00001 \(name.sv)\nkirjaamo@\(provider.slug).example\nmå–fr 9.00–15.00"
            )
        ).save(for: provider.id, by: nil, at: now, writer)
        guard let swedishSchool else { return }
        let schools = try writer.all(
            Query<ID<Organisation>>(
                """
                SELECT organisation.id FROM organisation
                WHERE organisation.provider_id = \(provider.id) AND organisation.name = \(swedishSchool)
                    AND organisation.kind = 'school' AND organisation.ended_at IS NULL
                """))
        for school in schools { try SchoolLanguage.save(.sv, of: school, in: provider.id, writer) }
    }

    /// Some school days in about a month, applied for by the guardian whose account it is.
    package static func application(by account: ID<Account>, at now: Instant, _ writer: any Writer) throws {
        let day = Day(now.day)
        guard
            let child = try Viewer.relations(of: account, on: day, in: writer).children.first(where: \.appliesForLeave),
            let place = try writer.first(PupilPlace.of(child.person, in: child.provider.id, on: day))
        else { return }
        let calendar = try SchoolCalendar.of(
            place.school, in: child.provider.id, for: now.day...now.day.adding(days: LeaveSample.horizon), writer)
        let days = LeaveSample.days(after: now.day, isSchoolDay: calendar.isSchoolDay)
        guard let from = days.first, let to = days.last else { return }
        _ = try LeaveDraft(
            pupil: child.person, place: place, request: LeaveRequest(applied: from...to, schoolDays: days.count),
            reason: "Isovanhempien kultahäät ulkomailla. Tehtävät tehdään matkalla ja palautetaan heti paluun jälkeen.",
            decider: LeaveRules().decider(schoolDays: days.count, hasClassTeacher: place.hasClassTeacher),
            account: account, applicant: child.guardian
        ).insert(in: child.provider.id, at: now, writer)
    }
}
