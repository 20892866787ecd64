import Base
import Clients
import Directory
import Web

/// What the change log keeps of a release, by the names of its members.
extension ReleaseDraft {
    /// - Parameter known: the schools that may stand in it; one that is not among them is logged by its id.
    func logged(_ known: [ReleaseSchool]) -> [String: String] {
        let named = known.filter { schools.contains($0.id) }
        let unnamed = schools.subtracting(named.map(\.id)).sorted()
        return [
            "fields": fields.sorted().map(\.rawValue).joined(separator: " "),
            "schools": (named.map { $0.name ?? $0.id.description } + unnamed.map(\.description))
                .joined(separator: ", "),
            "legal_basis": legalBasis.rawValue, "purpose": purpose, "protected": takesProtected ? "yes" : "no",
            "from": from.description, "until": until?.description ?? "",
        ]
    }

    /// What is another in `new`: as it was, and as it is.
    func changed(to new: ReleaseDraft, _ known: [ReleaseSchool]) -> (before: [String: String], after: [String: String])
    {
        let (before, after) = (logged(known), new.logged(known))
        let names = before.keys.filter { before[$0] != after[$0] || $0 == "schools" && schools != new.schools }
        return (before.filter { names.contains($0.key) }, after.filter { names.contains($0.key) })
    }
}

extension ReleaseSchool {
    func text(_ words: Words<OpenIDText>) -> String { name ?? words(.endedSchool) }
}

/// The same in words, for whoever reads what was decided.
struct ReleaseWords {
    let words: Words<OpenIDText>
    let days: DayWords

    /// The order in which a decision is read.
    static let members = ["fields", "schools", "legal_basis", "purpose", "protected", "from", "until"]

    func name(of member: String) -> String {
        switch member {
        case "fields": words(.fields)
        case "schools": words(.schools)
        case "legal_basis": words(.legalBasis)
        case "purpose": words(.purpose)
        case "protected": words(.protectedPeople)
        case "from": words(.from)
        default: words(.until)
        }
    }

    func value(_ value: String?, of member: String) -> String {
        guard let value else { return "–" }
        switch member {
        case "fields":
            return value.split(separator: " ").map { word in
                ReleaseField(rawValue: String(word)).map { words($0.dataText) } ?? String(word)
            }.joined(separator: ", ")
        case "schools": return value.isEmpty ? words(.allSchools) : value
        case "legal_basis": return LegalBasis(rawValue: value).map { words($0.text) } ?? value
        case "protected": return value == "yes" ? words(.protectedReleased) : words(.protectedNotReleased)
        case "from", "until": return CivilDate(value).map { days.plain($0) } ?? "–"
        default: return value
        }
    }

    func act(_ change: ReleaseChange) -> String {
        switch change.action {
        case ReleaseChange.made: words(.changeMade)
        case ReleaseChange.edited: words(.changeEdited)
        default: words(.changeEnded)
        }
    }
}

extension LegalBasis {
    var text: OpenIDText {
        switch self {
        case .publicTask: .basisPublicTask
        case .legalObligation: .basisLegalObligation
        case .contract: .basisContract
        case .consent: .basisConsent
        }
    }
}

extension ReleaseField {
    /// What those who decide on it call it.
    var dataText: OpenIDText {
        switch self {
        case .name: .dataName
        case .email: .dataEmail
        case .phone: .dataPhone
        case .birthDate: .dataBirthDate
        case .language: .dataLanguage
        case .school: .dataSchool
        case .role: .dataRole
        case .groups: .dataGroups
        case .classLevel: .dataClassLevel
        case .learnerNumber: .dataLearnerNumber
        }
    }
}
