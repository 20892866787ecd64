import TestKit

/// A small municipality as a zip: one school, one class, pupils as many as asked. It is a delta, so that the world beside
/// it stays as it is.
struct TownPackage {
    var pupils = 12
    var familyName = "Koe"

    private static let base = "sourcedId,status,dateLastModified"
    private static let active = "active,2026-11-20T06:00:00.000Z"

    /// How many of the pupils are no longer in the class.
    var gone = 0

    private var files: [(String, String)] {
        let ids = (0..<pupils).map { "p\($0)" }
        return [
            (
                "orgs",
                "\(Self.base),name,type,identifier,parentSourcedId\r\ntown,\(Self.active),Järvikaupunki,district,,\r\n"
                    + "koe,\(Self.active),Kokeen koulu,school,,town\r\n"
            ),
            (
                "academicSessions",
                "\(Self.base),title,type,startDate,endDate,parentSourcedId,schoolYear\r\n"
                    + "y,\(Self.active),2026–2027,schoolYear,2026-08-01,2027-08-01,,2027\r\n"
            ),
            (
                "courses",
                "\(Self.base),schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\r\n"
                    + "c,\(Self.active),y,Kotiluokka,,,koe,,\r\n"
            ),
            (
                "classes",
                "\(Self.base),title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
                    + "termSourcedIds,subjects,subjectCodes,periods\r\ng,\(Self.active),7K,7,c,,homeroom,,koe,y,,,\r\n"
            ),
            (
                "users",
                "\(Self.base),enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,"
                    + "phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,"
                    + "preferredFamilyName,primaryOrgSourcedId,pronouns\r\n"
                    + ids.map { "\($0),\(Self.active),true,\($0),,Oppilas,\(familyName),,,,,,,7,,,,,,koe,\r\n" }
                    .joined()
            ),
            (
                "roles",
                "\(Self.base),userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\r\n"
                    + ids.map { "r-\($0),\(Self.active),\($0),primary,student,,,koe,\r\n" }.joined()
            ),
            (
                "enrollments",
                "\(Self.base),classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\r\n"
                    + ids.enumerated().map {
                        "e-\($1),\($0 < gone ? Self.active.replacing("active", with: "tobedeleted") : Self.active),g,koe,\($1),student,false,,\r\n"
                    }.joined()
            ),
        ]
    }

    var bytes: [UInt8] { StoredZip.archive(contents.map { StoredZip.Entry(name: $0.name, bytes: $0.bytes) }) }

    /// Each file, the manifest first.
    var contents: [(name: String, bytes: [UInt8])] {
        let manifest =
            "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\n"
            + files.map { "file.\($0.0),delta\r\n" }.joined()
        return [("manifest.csv", Array(manifest.utf8))] + files.map { ("\($0.0).csv", Array($0.1.utf8)) }
    }
}
