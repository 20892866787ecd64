import Base
import Foundation

extension Sample {
    /// Writes one municipality as a OneRoster 1.2 package.
    struct PackageWriter {
        private let census: Census
        private let year: SchoolYear
        private let sheets: Sheets
        private var roles = 0

        /// Returns how many groups and memberships were written.
        static func write(
            _ census: Census, placement: Placement, year: SchoolYear, to folder: URL, dice: inout Dice
        ) throws -> (groups: Int, memberships: Int) {
            let sheets = try Sheets(in: folder)
            var writer = PackageWriter(census, year: year, sheets: sheets)
            try writer.writeOrganisations()
            try writer.writeSessions()
            for index in census.staff.indices { try writer.writeStaff(census.staff[index]) }
            for guardian in census.guardians { try writer.writeGuardian(guardian) }
            for pupil in census.pupils { try writer.writePupil(pupil) }
            var rosters = Rosters(census, placement: placement, year: year, sheets: sheets)
            for (index, school) in census.municipality.schools.enumerated() {
                switch school.kind {
                case .comprehensive: try rosters.writeComprehensive(index, dice: &dice)
                case .upperSecondary: try rosters.writeUpperSecondary(index, dice: &dice)
                }
            }
            try sheets.close()
            return (sheets.classes.rows, sheets.enrollments.rows)
        }

        private init(_ census: Census, year: SchoolYear, sheets: Sheets) {
            (self.census, self.year, self.sheets) = (census, year, sheets)
        }

        private func writeOrganisations() throws {
            let place = census.municipality
            try sheets.orgs.row([
                place.orgID, "", "", place.name.fi, "district", place.oid, "", place.slug, place.code, place.businessID,
                "", place.name.sv ?? "", place.name.en ?? "",
            ])
            for school in place.schools {
                try sheets.orgs.row([
                    school.orgID, "", "", school.ownName, "school", school.oid, place.orgID, "", place.code, "",
                    school.code, school.name.sv ?? "", school.name.en ?? "",
                ])
            }
        }

        private func writeSessions() throws {
            for session in year.sessions {
                try sheets.academicSessions.row([
                    session.id, "", "", session.title, session.type, session.begins.description,
                    session.ends.description, session.parent, year.name,
                ])
            }
        }

        private mutating func writeStaff(_ person: Staff) throws {
            let org = person.school.map { census.municipality.schools[$0].orgID } ?? census.municipality.orgID
            var user = UserRow(id: person.id, name: person.name, username: person.username, org: org)
            (user.email, user.phone, user.language) = (person.email, person.phone, person.language)
            (user.learnerNumber, user.teacherCode) = (person.learnerNumber, person.teacherCode)
            try sheets.users.row(user.fields)
            try writeRole(person.role, of: person.id, at: org, isPrimary: true)
        }

        private mutating func writeGuardian(_ guardian: Guardian) throws {
            let schools = guardian.schools.map { census.municipality.schools[$0].orgID }
            if guardian.staff == nil {
                var user = UserRow(
                    id: guardian.id, name: guardian.name, username: guardian.id, org: schools.first ?? "")
                (user.email, user.sms, user.language) = (guardian.email, guardian.phone, guardian.language)
                user.isProtected = guardian.isProtected
                try sheets.users.row(user.fields)
            }
            let workplace = guardian.staff.flatMap { census.staff[$0].school }.map {
                census.municipality.schools[$0].orgID
            }
            // One role of a person is primary at each organisation (OneRoster CSV 1.2, roles.csv): work before home.
            for school in schools {
                try writeRole("guardian", of: guardian.id, at: school, isPrimary: school != workplace)
            }
        }

        private mutating func writePupil(_ pupil: Pupil) throws {
            let org = census.municipality.schools[pupil.school].orgID
            var user = UserRow(id: pupil.id, name: pupil.name, username: pupil.username, org: org)
            (user.email, user.language, user.learnerNumber) = (pupil.email, pupil.language, pupil.learnerNumber)
            user.isProtected = pupil.isProtected
            user.grades = pupil.level <= 9 ? String(pupil.level) : ""
            let ties = pupil.guardianships
            user.agents = ties.map { census.guardians[$0.guardian].id }.joined(separator: ",")
            user.scopes = PackageWriter.list(ties.map { $0.scope == "full" ? "" : $0.scope })
            user.from = PackageWriter.list(ties.map { $0.begins?.description ?? "" })
            user.to = PackageWriter.list(ties.map { $0.ends?.description ?? "" })
            try sheets.users.row(user.fields)
            let first = SchoolYear.day(year.startYear - (pupil.level - (pupil.level <= 9 ? 1 : 10)), 8, 1)
            let began = min(first, year.whole.begins)
            try writeRole("student", of: pupil.id, at: org, isPrimary: true, begins: began.description)
            try sheets.demographics.row(
                [pupil.id, "", "", pupil.birthDate.description]
                    + Array(repeating: "", count: Columns.demographics.count - 4))
        }

        /// Blank when every entry is: the guardians are all in full right and without limit.
        private static func list(_ entries: [String]) -> String {
            entries.allSatisfy(\.isEmpty) ? "" : entries.joined(separator: ",")
        }

        private mutating func writeRole(
            _ role: String, of person: String, at org: String, isPrimary: Bool, begins: String = ""
        ) throws {
            roles += 1
            let id = "r-" + String(10_000_000 + roles).dropFirst()
            try sheets.roles.row([id, "", "", person, isPrimary ? "primary" : "secondary", role, begins, "", org, ""])
        }
    }
}
