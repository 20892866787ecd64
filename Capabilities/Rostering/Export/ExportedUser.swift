import Base
import Foundation
import Storage

/// Rows of users.csv.
enum ExportedUser {
    /// The Finnish columns, always there and in this order: a register says of everybody who is protected.
    static let metadata = [
        "learnerNumber", "protected", "language", "guardianScope", "guardianFrom", "guardianTo", "teacherCode",
    ]

    static func rows(_ page: ExportPage, _ source: ExportSource) throws -> [ExportRow] {
        var rows = try source.reader.all(people(page, source.register))
        let ids = rows.map(\.id)
        let reader = source.reader
        let identifiers = Dictionary(grouping: try reader.all(identifiers(of: ids, in: page.provider)), by: \.0)
        let contacts = Dictionary(grouping: try reader.all(contacts(of: ids, in: page.provider)), by: \.0)
        let agents = Dictionary(grouping: try reader.all(agents(of: ids, in: page.provider)), by: \.child)
        for index in rows.indices {
            let id = rows[index].id
            rows[index].setIdentifiers((identifiers[id] ?? []).map(\.1))
            for (_, contact) in contacts[id] ?? [] { rows[index].cells[contact.kind] = contact.value }
            rows[index].setAgents(agents[id] ?? [])
        }
        return rows
    }

    /// One guardian of a child.
    struct Agent {
        let child: UUID
        let sourcedID: String
        let scope: String
        let begins: CivilDate?
        let ends: CivilDate?
    }
}

extension ExportRow {
    /// The columns of the binding that the register keeps among the metadata, since nothing here reads them.
    mutating func setKept(yearLevel: String?, _ register: ExportRegister) {
        cells["enabledUser"] = metadata["enabledUser"] == "false" ? "false" : "true"
        if metadata["enabledUser"] == "false" { _ = take("enabledUser") }
        cells["grades"] = yearLevel
        // Several grades are kept as they came, behind the first one, which is the year.
        if let level = yearLevel, metadata["grades"]?.hasPrefix(level + ",") == true {
            cells["grades"] = take("grades")
        }
        for column in ["userMasterIdentifier", "preferredMiddleName", "preferredFamilyName"] {
            cells[column] = take(column)
        }
        let org = take("primaryOrgSourcedId")
        cells["primaryOrgSourcedId"] = org.flatMap { register.organisations.isLiving($0) ? $0 : nil }
    }

    /// There is one column for each kind; what stands in a list of `{type:id}` must not break it.
    mutating func setIdentifiers(_ identifiers: [Identifier]) {
        var others: [String] = []
        for identifier in identifiers.sorted() {
            let prefix = "user_id:"
            switch identifier.kind {
            case "username", "identifier": cells[identifier.kind] = cells[identifier.kind] ?? identifier.value
            case "teacher_code": metadata["teacherCode"] = metadata["teacherCode"] ?? identifier.value
            case Identifier.learnerNumber:
                metadata["learnerNumber"] = metadata["learnerNumber"] ?? identifier.value
            case let kind where kind.hasPrefix(prefix) && !identifier.value.contains(","):
                others.append("{\(kind.dropFirst(prefix.count)):\(identifier.value)}")
            default: break
            }
        }
        cells["userIds"] = others.joined(separator: ",")
    }

    /// Agents with three lists in their order; a list of nothing but blanks is blank.
    mutating func setAgents(_ agents: [ExportedUser.Agent]) {
        let agents = agents.sorted { $0.sourcedID.utf8.lexicographicallyPrecedes($1.sourcedID.utf8) }
        func list(_ items: [String]) -> String { items.allSatisfy(\.isEmpty) ? "" : items.joined(separator: ",") }
        cells["agentSourcedIds"] = agents.map(\.sourcedID).joined(separator: ",")
        metadata["guardianScope"] = list(agents.map(\.scope))
        metadata["guardianFrom"] = list(agents.map { $0.begins?.description ?? "" })
        metadata["guardianTo"] = list(agents.map { $0.ends?.description ?? "" })
    }
}
