import Base
import Clients
import Directory
import Web

/// A release as somebody typed it, with what is wrong with it.
struct TypedRelease: Sendable {
    var fields: Set<String> = []
    /// Whether all schools are meant or those that are chosen: nobody means all by choosing nothing.
    var reach = ""
    var schools: Set<String> = []
    var legalBasis = LegalBasis.publicTask.rawValue
    var purpose = ""
    var takesProtected = false
    var from: String
    var until = ""
    var errors: [FieldError] = []
    private(set) var draft: ReleaseDraft?

    static let (allSchools, someSchools) = ("all", "some")

    init(today: CivilDate) { from = today.description }

    /// As it was decided last.
    init(_ release: Release) {
        fields = Set(release.fields.map(\.rawValue))
        reach = release.schools.isEmpty ? Self.allSchools : Self.someSchools
        schools = Set(release.schools.map(\.description))
        (legalBasis, purpose, takesProtected) = (release.legalBasis.rawValue, release.purpose, release.takesProtected)
        (from, until) = (release.from.description, release.until?.description ?? "")
    }

    /// - Parameter known: the schools that may stand in it.
    init(_ form: Form, _ known: [ReleaseSchool], words: Words<OpenIDText>) {
        fields = Set(form.all("fields"))
        reach = form.text("reach")
        schools = Set(form.all("schools"))
        legalBasis = form.text("legal-basis")
        purpose = form.text("purpose")
        takesProtected = form["protected"] != nil
        (from, until) = (form.text("from"), form.text("until"))
        let chosen = Set(fields.compactMap(ReleaseField.init))
        if chosen.isEmpty { errors.append(FieldError(words(.chooseFields), in: "fields")) }
        let basis = LegalBasis(rawValue: legalBasis)
        if basis == nil { errors.append(FieldError(words(.chooseBasis), in: "legal-basis")) }
        if purpose.isEmpty || purpose.count > 500 { errors.append(FieldError(words(.writePurpose), in: "purpose")) }
        let (start, end) = (CivilDate(from), until.isEmpty ? nil : CivilDate(until))
        if start == nil { errors.append(FieldError(words(.writeDay), in: "from")) }
        if !until.isEmpty, end.map({ last in start.map { last <= $0 } ?? false }) ?? true {
            errors.append(FieldError(words(.writeLaterDay), in: "until"))
        }
        let ids = chosenSchools(known, words)
        guard errors.isEmpty, let basis, let start else { return }
        draft = ReleaseDraft(
            fields: chosen, schools: ids, legalBasis: basis, purpose: purpose, takesProtected: takesProtected,
            from: start,
            until: end)
    }

    /// None for all; what cannot be read or does not belong here is wrong, whatever else was chosen.
    private mutating func chosenSchools(
        _ known: [ReleaseSchool], _ words: Words<OpenIDText>
    ) -> Set<ID<Organisation>> {
        let ids = Set(schools.compactMap { ID<Organisation>($0) })
        if ids.count != schools.count || !ids.isSubset(of: Set(known.map(\.id))) {
            errors.append(FieldError(words(.chooseSchools), in: "schools"))
        } else if reach == Self.someSchools, ids.isEmpty {
            errors.append(FieldError(words(.chooseSchool), in: "schools"))
        }
        if ![Self.allSchools, Self.someSchools].contains(reach) {
            errors.append(FieldError(words(.chooseReach), in: "reach"))
        }
        return reach == Self.someSchools ? ids : []
    }
}
