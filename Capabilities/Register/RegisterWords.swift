import Base
import Directory
import Web

extension RegisterWords {
    /// "13 v"
    func age(_ birthDate: CivilDate) -> String { own(.age, count: birthDate.age(on: today)) }

    /// What a guardian's scope is called.
    func callAsFunction(_ scope: Guardianship.Scope) -> String {
        switch scope {
        case .full: self(.scopeFull)
        case .limited: self(.scopeLimited)
        case .information: self(.scopeInformation)
        }
    }

    /// Where a row came from.
    func source(_ source: String) -> String {
        switch source {
        case "oneroster": self(.sourceImport)
        case ownSource: self(.sourceOwn)
        default: source
        }
    }

    /// What was just done, said once.
    func done(_ visit: Visit) -> String? {
        guard let action = visit.done.flatMap(Action.init(rawValue:)) else { return nil }
        switch action {
        case .correct: return self(.doneCorrect)
        case .protect: return self(.doneProtect)
        case .unprotect: return self(.doneUnprotect)
        case .roleAdd: return self(.doneRoleAdd)
        case .membershipAdd: return self(.doneMembershipAdd)
        case .guardianshipAdd: return self(.doneGuardianshipAdd)
        case .roleEnd, .membershipEnd, .guardianshipEnd: return self(.doneEnd)
        case .merge: return self(.doneMerge)
        case .mergeUndo: return self(.doneMergeUndo)
        case .distinguish: return self(.doneDistinguish)
        case .distinguishUndo: return self(.doneDistinguishUndo)
        case .groupCorrect: return self(.doneGroupCorrect)
        case .groupEnd: return self(.doneGroupEnd)
        case .groupRestore: return self(.doneGroupRestore)
        case .contactRead: return nil
        }
    }

    /// A language by its code in the reader's words, or the code where there are none.
    func language(_ code: String) -> String {
        switch code.lowercased() {
        case "fi", "fin": self(.languageFi)
        case "sv", "swe": self(.languageSv)
        case "se", "sme": self(.languageSe)
        case "en", "eng": self(.languageEn)
        default: code
        }
    }

    /// An identifier's kind in the reader's words, or the source's own name of it.
    func identifier(_ kind: String) -> String {
        switch kind {
        case "learner_number": self(.learnerNumber)
        case "identifier": self(.ownIdentifier)
        case "username": self(.userName)
        case "teacher_code": self(.teacherCode)
        default: kind.hasPrefix("user_id:") ? String(kind.dropFirst("user_id:".count)) : kind
        }
    }

    /// What a dated row is about, with its days.
    func dated(_ what: String, _ begins: CivilDate?, _ ends: CivilDate?, _ standing: Standing) -> String {
        let days = period(begins, ends)
        switch standing {
        case .over where days == nil: return "\(what) · \(self(.ended))"
        default: return [what, days].compactMap { $0 }.joined(separator: " · ")
        }
    }
}
