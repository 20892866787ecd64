import Base

/// The words of ways in and rights.
enum AccessText: String, TextKey {
    case signInTitle, signInName, noAccount, password, noPassword, openInvitation, invitedSpan, invitationRevoked
    case invite, inviteText, renew, renewText, reset, resetText, revoke, notYours, notYoursText
    case slipsTitle, slipsLead, shownOnce, shownOnceText, back
    case address, code, validUntil, passwordFoot, codeFoot
    case teacherSheetTitle, teacherSheetLead, sheetTitle, sheetLead, pupils, guardians, forWhom, makeSlips,
        chooseSomebody
    case getsPassword, getsReset, getsInvitation, getsNewInvitation, nobodyHere, nobodyHereText, leftOut
    case rightsTitle, rightsLead, everyRole, nobodyHasIt, nobodyHasItText, person, right, place, since, by
    case byImport, byInvitation, byInvitationFrom, byPerson, byUnknown
    case sightTitle, sightLead, sightNote, seesNothing, seesNothingText, groupCount, classmates
    case schoolSize, child, protectedChild, seesSchool, seesNoSchool, wholeNames, calledNames
    case noGroups
    case scopeFull, scopeLimited, scopeInformation, ownGuardians
    case drawnLead, drawnNote, notDrawn, notDrawnText, somebody, childNumber
}
