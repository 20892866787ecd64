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
        case .groupCorrect: self(.didGroupCorrect)
        case .groupEnd: self(.didGroupEnd)
        case .groupRestore: self(.didGroupRestore)
        case .merge: self(.didMerge)
        case .mergeUndo: self(.didMergeUndo)
        case .distinguish: self(.didDistinguish)
        case .distinguishUndo: self(.didDistinguishUndo)
        case nil: otherAction(action)
        }
    }

    private func otherAction(_ action: String) -> String {
        switch action {
        case "invite": self(.didInvite)
        case "redeem": self(.didRedeem)
        case "grant-given": self(.didGrant)
        case "grant-taken": self(.didUngrant)
        case "import-create": self(.didImportCreate)
        case "import-update": self(.didImportUpdate)
        case "import-end": self(.didImportEnd)
        case "import-undo": self(.didImportUndo)
        case "leave-apply": self(.didLeaveApply)
        case "leave-withdraw": self(.didLeaveWithdraw)
        case "leave-decide": self(.didLeaveDecide)
        default: self(.didOther)
        }
    }

    /// Who made a change, when no name can be shown.
    func callAsFunction(maker: String) -> String {
        switch maker {
        case "command": self(.byCommand)
        case "schedule": self(.bySchedule)
        default: self(.byOther)
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
        default: ofOrganisation(field: key)
        }
    }

    /// What a field of an organisation or a group is called.
    private func ofOrganisation(field key: String) -> String {
        switch key {
        case "name", "title": self(.unitName)
        case "kind": self(.unitKind)
        case "parent": self(.unitParent)
        case "oid": self(.oid)
        case "school_code": self(.schoolCode)
        case "course": self(.course)
        case "code": self(.groupCode)
        case "location": self(.location)
        case "year_level": self(.yearLevel)
        case "session": self(.terms)
        case "members": self(.members)
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
        case "kind": kind(value)
        default: value
        }
    }

    /// What kind of organisation or group it is.
    func kind(_ kind: String) -> String {
        switch kind {
        case "provider": self(.providerTitle)
        case "department": self(.department)
        case "school": self(.kindSchool)
        case "homeroom": self(.homeroom)
        case "teaching": self(.teachingGroup)
        default: kind
        }
    }
}
