import Base
import Foundation

extension Sample {
    /// The groups and people of a written package, as far as a timetable needs them.
    struct TimetableSource {
        struct Group {
            let code: String
            let subject: (code: String, title: String)
            let location: String
            let days: ClosedRange<CivilDate>
            var teachers: [String] = []
            var people: [String] = []

            /// "7A" of "7A-MA", the class that studies the subject together; nil for a group of several classes.
            var homeroom: String? {
                guard code.hasSuffix("-\(subject.code)") else { return nil }
                let name = String(code.dropLast(subject.code.count + 1))
                return name.last?.isLetter == true ? name : nil
            }
        }

        /// Teaching groups by the school's id.
        private(set) var groups: [String: [Group]] = [:]
        /// School codes by the school's id, in the order of the file.
        private(set) var schools: [(id: String, code: String)] = []

        init(_ package: URL) throws {
            var sessions: [String: [String: String]] = [:]
            for row in try Self.rows("academicSessions", in: package) { sessions[row["sourcedId"] ?? ""] = row }
            var users: [String: String] = [:]
            for row in try Self.rows("users", in: package) {
                users[row["sourcedId"] ?? ""] = row["metadata.teacherCode"] ?? ""
            }
            schools = try Self.rows("orgs", in: package).filter { $0["type"] == "school" }
                .map { ($0["sourcedId"] ?? "", $0["metadata.schoolCode"] ?? "") }
            var order: [(school: String, id: String)] = []
            var found: [String: Group] = [:]
            for row in try Self.rows("classes", in: package) where row["classType"] == "scheduled" {
                let terms = (row["termSourcedIds"] ?? "").split(separator: ",").compactMap { sessions[String($0)] }
                let first = terms.compactMap { CivilDate($0["startDate"] ?? "") }.min()
                let end = terms.compactMap { CivilDate($0["endDate"] ?? "") }.max()
                guard let first, let end, first < end, let id = row["sourcedId"] else { continue }
                found[id] = Group(
                    code: row["classCode"] ?? "", subject: (row["subjectCodes"] ?? "", row["subjects"] ?? ""),
                    location: row["location"] ?? "", days: first...end.adding(days: -1))
                order.append((row["schoolSourcedId"] ?? "", id))
            }
            for row in try Self.rows("enrollments", in: package) {
                guard let group = row["classSourcedId"], let person = row["userSourcedId"] else { continue }
                found[group]?.people.append(person)
                if row["role"] == "teacher", let code = users[person], !code.isEmpty {
                    found[group]?.teachers.append(code)
                }
            }
            for (school, id) in order { if let group = found[id] { groups[school, default: []].append(group) } }
        }

        /// The rows of one file by column.
        private static func rows(_ name: String, in package: URL) throws -> [[String: String]] {
            let bytes = Array(try Data(contentsOf: package.appending(path: "\(name).csv")))
            var (header, rows): ([String], [[String: String]]) = ([], [])
            _ = CSVFile.forEachRow(of: bytes, named: name, log: ProblemLog()) { row in
                let fields = (0..<row.count).map { row.text($0) }
                if header.isEmpty {
                    header = fields
                } else {
                    rows.append(Dictionary(zip(header, fields)) { first, _ in first })
                }
            }
            return rows
        }
    }
}
