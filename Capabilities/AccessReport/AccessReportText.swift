import Base
import Clients

/// The words of the access log.
enum AccessReportText: String, TextKey {
    case caption, ownTitle, ownLead, childTitle, childLead, records
    case reader, purpose, when, times, person, yourself, holder, nobody, nobodyText, nobodyInTime
    case filter, from, to, show, dateWrong, orderWrong
    case searchTitle, searchLead, reason, reasonHint, reasonMissing, personField, readerField, fieldHint
    case search, nothingAsked, unknownPerson, choose, tooManyFound, earlier, resultTitle, resultLead, newSearch
    case askedPerson, askedReader, askedTime, anyTime
    // The audit of sign-ins and administration.
    case auditTitle, auditTile, auditLead, auditFilter, auditTopic, auditEverything, auditPerson, auditMaker,
        auditWhat, auditSelf, auditDevice, auditNothing, auditNothingText, auditExport, auditExportLead,
        auditReason, auditTake, auditTooMany, auditProtected, makerCommand, makerSchedule, makerService, makerOther,
        topicSignIn, topicRefused, topicConfirmation, topicMethod, topicSignOut, topicEnded, topicRoles,
        topicProtection, topicInvitations, topicResets, topicReleases, topicIdentityProviders, topicSearches,
        topicRules, topicProvider, topicServices,
        whatSignIn, whatStepUp, whatAdded, whatRemoved, whatChanged, whatSuspicious, whatReset, whatRefused,
        whatSignOut, whatEnded, byPassword, byInvitation, byPasskey, byCode, byRecovery, byDemo, byBroker, byBadge,
        bySession, actRoleAdd, actRoleEnd, actProtect, actUnprotect, actInvite, actRevokeInvitation, actRedeem,
        actRenewPassword, actResetSignIn, actEndSessions, actRelease, actReleaseEdit, actReleaseEnded,
        actIdentityProviderAdd,
        actIdentityProviderEdit, actIdentityProviderEnd, actSignInConflict, actBrokerLink, actSearch, actExport,
        actExportChanges, actSignInExport, actClientAdd, actClientEdit, actClientSecret, actClientEnd,
        actRegistrationToken, actKeyAdd, actIdentityProviderVouch, actIdentityProviderUnvouch, actImportLimits,
        actAttendanceRules, actAbsenceCodeAdd, actAbsenceCodeEnd, actAbsenceLimit, actAbsenceLimitEnded, actLeaveRules,
        actProviderCreate, actProviderUpdate
    // What a page was for, by the word that the log keeps.
    case forDesktop, forGroup, forPerson, forSchool, forGuardians, forSwitch, forAccessLog, forRegister, forRecord,
        forContact, forImports, forInvitation, forSignIn, forSlips, forBadges, forRights, forSight, forTimetable,
        forAttendance,
        forOther,
        forHomework, forAbsenceTrail, forLeave, forSignInConflict, forSignInAudit
    // What a service was given.
    case service, serviceGot, gotName, gotEmail, gotPhone, gotBirthDate, gotLanguage, gotSchool, gotRole, gotGroups,
        gotClassLevel, gotLearnerNumber
    // What a changed decision on a service says otherwise.
    case editFields, editSchools, editBasis, editPurpose, editProtected, editFrom, editUntil, editAllSchools,
        editProtectedYes, editProtectedNo, basisPublicTask, basisLegalObligation, basisContract, basisConsent
}

extension AccessReportText {
    /// What people call a field that a service was given.
    init(field: ReleaseField) {
        self =
            switch field {
            case .name: .gotName
            case .email: .gotEmail
            case .phone: .gotPhone
            case .birthDate: .gotBirthDate
            case .language: .gotLanguage
            case .school: .gotSchool
            case .role: .gotRole
            case .groups: .gotGroups
            case .classLevel: .gotClassLevel
            case .learnerNumber: .gotLearnerNumber
            }
    }

    /// What a page was for, in words; a test makes sure that no page of ours is `forOther`.
    init(purpose: String) {
        self = AccessReportText(rawValue: "for" + purpose.prefix(1).uppercased() + purpose.dropFirst()) ?? .forOther
    }
}
