import Base
import Directory

extension RegisterWords {
    /// What was done, in words; an action of another room that has none here is an edit.
    func action(_ action: String) -> String {
        switch Action(rawValue: action) {
        case .correct: self(.didCorrect)
        case .protect: self(.didProtect)
        case .unprotect: self(.didUnprotect)
        case .roleAdd: self(.didRoleAdd)
        case .roleEnd: self(.didRoleEnd)
        case .membershipAdd: self(.didMembershipAdd)
        case .membershipEnd: self(.didMembershipEnd)
        case .guardianshipAdd: self(.didGuardianshipAdd)
        case .guardianshipEnd: self(.didGuardianshipEnd)
        case .contactRead: self(.didContactRead)
        case .merge: self(.didMerge)
        case .mergeUndo: self(.didMergeUndo)
        case nil: otherAction(action)
        }
    }

    private func otherAction(_ action: String) -> String {
        switch action {
        case "invite": self(.didInvite)
        case "redeem": self(.didRedeem)
        case "grant-given": self(.didGrant)
        case "grant-taken": self(.didUngrant)
        default: self(.didOther)
        }
    }

    /// What a field of the log is called.
    func field(_ key: String) -> String {
        switch key {
        case "given_names": self(.givenNames)
        case "called_name": self(.calledName)
        case "family_name": self(.familyName)
        case "birth_date": self(.birthDate)
        case "language": self(.language)
        case "protected": self(.protected)
        case "reason": self(.reason)
        case "role": self(.role)
        case "organisation": self(.school)
        case "group": self(.group)
        case "scope": self(.guardianScope)
        case "evidence": self(.evidence)
        case "begins_on": self(.firstDay)
        case "last_day": self(.lastDay)
        default: key
        }
    }

    /// A value of the log, as people say it.
    func value(_ value: String, of key: String) -> String {
        switch key {
        case "birth_date", "begins_on", "last_day": CivilDate(value).map(plain) ?? value
        case "language": language(value)
        case "protected": value == "yes" ? self(.yes) : self(.no)
        case "role": Role(rawValue: value).map { self($0) } ?? value
        case "scope": Guardianship.Scope(rawValue: value).map { self($0) } ?? value
        default: value
        }
    }
}
