@testable import Rostering

extension RosterFixture {
    static let townOID = "1.2.246.562.10.00000000017"

    /// A town with one family: Aino is in the homeroom 7A and in English; Leena and Pekka are her guardians.
    static func town() -> RosterFixture {
        var town = RosterFixture()
        town[.orgs, "town"] = [
            "name": "Järvikaupunki", "type": "district", "identifier": townOID, "metadata.municipality": "049",
            "metadata.businessId": "0502454-6",
        ]
        town[.orgs, "lake"] = [
            "name": "Järven koulu", "type": "school", "identifier": "00204", "parentSourcedId": "town",
        ]
        town[.academicSessions, "year"] = [
            "title": "2026–2027", "type": "schoolYear", "startDate": "2026-08-01", "endDate": "2027-08-01",
            "schoolYear": "2027",
        ]
        town[.academicSessions, "autumn"] = [
            "title": "Syksy", "type": "term", "startDate": "2026-08-01", "endDate": "2027-01-01",
            "parentSourcedId": "year", "schoolYear": "2027",
        ]
        town[.courses, "english"] = [
            "title": "Englanti", "courseCode": "ENA", "orgSourcedId": "lake", "schoolYearSourcedId": "year",
            "subjects": "Englanti", "subjectCodes": "A1", "grades": "7",
        ]
        town.addGroups()
        town.addPeople()
        return town
    }

    private mutating func addGroups() {
        let base = ["courseSourcedId": "english", "schoolSourcedId": "lake", "termSourcedIds": "autumn", "grades": "7"]
        self[.classes, "7a"] = base.merging(["title": "7A", "classType": "homeroom"]) { $1 }
        self[.classes, "en7a"] = base.merging(["title": "Englanti 7A", "classType": "scheduled", "periods": "1,2"]) {
            $1
        }
        self[.enrollments, "e1"] = enrollment(of: "aino", in: "7a", as: "student")
        self[.enrollments, "e2"] = enrollment(of: "aino", in: "en7a", as: "student")
        self[.enrollments, "e3"] = enrollment(of: "timo", in: "en7a", as: "teacher")
    }

    private mutating func addPeople() {
        person("aino", "Aino Maria", "Virtanen", role: "student")
        self[.users, "aino"].merge([
            "preferredGivenName": "Aino", "grades": "7", "agentSourcedIds": "leena,pekka", "email": "aino@example.fi",
            "metadata.learnerNumber": "1.2.246.562.98.10000000009", "metadata.language": "fi",
            "metadata.guardianScope": ",limited:absences+homework", "metadata.guardianTo": ",2027-01-01",
            "userIds": "{ldap:av01}",
        ]) { $1 }
        person("leena", "Leena", "Virtanen", role: "guardian")
        person("pekka", "Pekka", "Niemi", role: "parent")
        person("timo", "Timo", "Korhonen", role: "teacher")
        self[.users, "timo"]["metadata.teacherCode"] = "KOR"
        self[.demographics, "aino"] = ["birthDate": "2013-05-04"]
    }

    mutating func person(_ id: String, _ given: String, _ family: String, role: String) {
        self[.users, id] = [
            "enabledUser": "true", "username": id, "givenName": given, "familyName": family,
            "primaryOrgSourcedId": "lake",
        ]
        self[.roles, "r-" + id] = [
            "userSourcedId": id, "roleType": "primary", "role": role, "orgSourcedId": "lake",
        ]
    }

    func enrollment(of user: String, in group: String, as role: String) -> Cells {
        ["classSourcedId": group, "schoolSourcedId": "lake", "userSourcedId": user, "role": role, "primary": "false"]
    }

    /// A package of changes alone: these rows, each as it says and `active` unless it says otherwise.
    static func delta(_ file: RosterFile, _ id: String, _ cells: Cells) -> RosterFixture {
        var delta = RosterFixture()
        delta.addDelta(file, id, cells)
        return delta
    }

    mutating func addDelta(_ file: RosterFile, _ id: String, _ cells: Cells) {
        modes[file] = .delta
        let base = ["status": "active", "dateLastModified": "2026-09-01T06:00:00.000Z"]
        self[file, id] = base.merging(cells) { $1 }
    }
}
