import Foundation

extension Sample {
    /// The files of one package; the manifest names all 21 of the binding.
    struct Sheets {
        let orgs: Sheet
        let academicSessions: Sheet
        let courses: Sheet
        let classes: Sheet
        let users: Sheet
        let roles: Sheet
        let enrollments: Sheet
        let demographics: Sheet

        init(in folder: URL) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Sheets.writeManifest(in: folder)
            orgs = try Sheet("orgs.csv", columns: Columns.orgs, in: folder)
            academicSessions = try Sheet("academicSessions.csv", columns: Columns.academicSessions, in: folder)
            courses = try Sheet("courses.csv", columns: Columns.courses, in: folder)
            classes = try Sheet("classes.csv", columns: Columns.classes, in: folder)
            users = try Sheet("users.csv", columns: Columns.users, in: folder)
            roles = try Sheet("roles.csv", columns: Columns.roles, in: folder)
            enrollments = try Sheet("enrollments.csv", columns: Columns.enrollments, in: folder)
            demographics = try Sheet("demographics.csv", columns: Columns.demographics, in: folder)
        }

        func close() throws {
            for sheet in [orgs, academicSessions, courses, classes, users, roles, enrollments, demographics] {
                try sheet.close()
            }
        }

        private static func writeManifest(in folder: URL) throws {
            let manifest = try Sheet("manifest.csv", columns: ["propertyName", "value"], in: folder)
            try manifest.row(["manifest.version", "1.0"])
            try manifest.row(["oneroster.version", "1.2"])
            for file in Columns.files { try manifest.row(["file.\(file.name)", file.isPresent ? "bulk" : "absent"]) }
            try manifest.row(["source.systemName", "DigiOne sample"])
            try manifest.close()
        }
    }
}
