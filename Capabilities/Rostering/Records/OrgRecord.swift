import Base

/// A row of orgs.csv.
struct OrgRecord: RosterRecord, Hashable {
    static let file = RosterFile.orgs

    let sourcedId: String
    let line: Int
    let name: String
    let type: String
    let parent: String?
    let oid: String?
    let schoolCode: String?
    /// What the root says about the provider that it becomes.
    let provider: ProviderFields
    let metadata: [String: String]

    /// The fields of a provider, all of them metadata of the root.
    struct ProviderFields: Hashable, Sendable {
        let slug: Slug?
        let businessID: String?
        let municipality: String?
        let nameSv: String?
        let nameEn: String?
    }

    init(_ row: RowFields, sourcedId: String) {
        (self.sourcedId, line) = (sourcedId, row.line)
        name = row.required("name")
        type = row.vocabulary("type", Vocabulary.organisations)
        parent = row.optional("parentSourcedId")
        let identifier = row.optional("identifier")
        let oid = row.metadata("oid", OrganisationOID.self, or: .organisationOID) ?? identifier.flatMap { .init($0) }
        let code = row.metadata("schoolCode", SchoolCode.self, or: .schoolCode) ?? identifier.flatMap { .init($0) }
        (self.oid, schoolCode) = (oid?.description, code?.description)
        provider = ProviderFields(
            slug: row.metadata("slug", Slug.self, or: .slug),
            businessID: row.metadata("businessId", BusinessID.self, or: .businessID)?.description,
            municipality: row.metadata("municipality", MunicipalityCode.self, or: .municipalityCode)?.description,
            nameSv: row.optional("metadata.nameSv"), nameEn: row.optional("metadata.nameEn"))
        var metadata = row.metadata(except: ["oid", "schoolCode"])
        if let identifier, identifier != self.oid, identifier != schoolCode { metadata["identifier"] = identifier }
        if type != "school", type != "district" { metadata["type"] = type }
        self.metadata = metadata
    }
}
