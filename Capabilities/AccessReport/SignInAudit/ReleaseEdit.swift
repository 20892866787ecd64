import Base
import Clients

/// One thing that a changed decision on a service says otherwise than before, as the change log keeps it.
struct ReleaseEdit: Hashable, Sendable {
    /// By the names that the log has for them, in the order in which a decision is read.
    enum Member: String, CaseIterable, Sendable {
        case fields, schools
        case legalBasis = "legal_basis"
        case purpose, protected, from, until
    }

    let member: Member
    let before: String
    let after: String

    /// Nothing for a decision that began or ended.
    static func all(before: [String: String], after: [String: String]) -> [ReleaseEdit] {
        Member.allCases.compactMap { member in
            guard let old = before[member.rawValue], let new = after[member.rawValue] else { return nil }
            return ReleaseEdit(member: member, before: old, after: new)
        }
    }
}

extension Words<AccessReportText> {
    /// `koulut: Lahden koulu → kaikki koulut`
    func callAsFunction(_ edit: ReleaseEdit, _ day: (CivilDate) -> String) -> String {
        "\(self(edit.member.key)): \(value(edit.before, of: edit.member, day)) → \(value(edit.after, of: edit.member, day))"
    }

    private func value(_ text: String, of member: ReleaseEdit.Member, _ day: (CivilDate) -> String) -> String {
        switch member {
        case .fields: names(ofFields: text.split(separator: " ").map(String.init))
        case .schools: text.isEmpty ? self(.editAllSchools) : text
        case .legalBasis: LegalBasis(rawValue: text).map { self($0.key) } ?? text
        case .protected: self(text == "yes" ? .editProtectedYes : .editProtectedNo)
        case .purpose: text
        case .from, .until: CivilDate(text).map(day) ?? "–"
        }
    }

    func names(ofFields fields: [String]) -> String {
        fields.map { field in ReleaseField(rawValue: field).map { self(AccessReportText(field: $0)) } ?? field }
            .joined(separator: ", ")
    }
}

extension ReleaseEdit.Member {
    fileprivate var key: AccessReportText {
        switch self {
        case .fields: .editFields
        case .schools: .editSchools
        case .legalBasis: .editBasis
        case .purpose: .editPurpose
        case .protected: .editProtected
        case .from: .editFrom
        case .until: .editUntil
        }
    }
}

extension LegalBasis {
    fileprivate var key: AccessReportText {
        switch self {
        case .publicTask: .basisPublicTask
        case .legalObligation: .basisLegalObligation
        case .contract: .basisContract
        case .consent: .basisConsent
        }
    }
}
