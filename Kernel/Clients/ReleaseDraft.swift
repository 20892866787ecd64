package import Base
package import Directory
import Storage

/// A release as somebody decides it.
package struct ReleaseDraft: Equatable, Sendable {
    package var fields: Set<ReleaseField>
    package var schools: Set<ID<Organisation>>
    package var legalBasis: LegalBasis
    package var purpose: String
    package var takesProtected: Bool
    package var from: CivilDate
    package var until: CivilDate?

    package init(
        fields: Set<ReleaseField>, schools: Set<ID<Organisation>> = [], legalBasis: LegalBasis, purpose: String,
        takesProtected: Bool = false, from: CivilDate, until: CivilDate? = nil
    ) {
        (self.fields, self.schools, self.legalBasis, self.purpose) = (fields, schools, legalBasis, purpose)
        (self.takesProtected, self.from, self.until) = (takesProtected, from, until)
    }

    /// As it was decided last.
    package init(_ release: Release) {
        self.init(
            fields: release.fields, schools: release.schools, legalBasis: release.legalBasis, purpose: release.purpose,
            takesProtected: release.takesProtected, from: release.from, until: release.until)
    }

    var fieldDocument: JSONDocument { get throws { try JSONDocument(encoding: fields.sorted().map(\.rawValue)) } }
    var schoolDocument: JSONDocument { get throws { try JSONDocument(encoding: schools.sorted()) } }
}
