import Base
import Directory

struct OrganisationRow: Hashable, Sendable, Codable {
    enum Kind: String, Sendable, Codable { case provider, department, school }

    var parent: ID<Organisation>?
    var kind: Kind
    var name: String
    var oid: String?
    var schoolCode: String?
    var metadata: [String: String]
}

extension OrganisationRow {
    init(_ record: OrgRecord, parent: ID<Organisation>?) {
        self.parent = parent
        kind = record.type == "school" ? .school : record.parent == nil ? .provider : .department
        (name, oid, schoolCode, metadata) = (record.name, record.oid, record.schoolCode, record.metadata)
    }
}
