import Base

/// The words of the register.
enum RegisterText: String, TextKey {
    case peopleTitle, peopleLead, peopleLeadAll, searchPeople, searchName, searchHint, searchButton, role
    case school, any, endedOnly, everyone, peopleFound, membersOf, noneFound, noneFoundText, firstPage
    case lastPage, pageBefore, pageAfter, protected, protectedText, ended, over, since, until
    case endedRecord, endedOn, basics, givenNames, calledName, familyName, birthDate, age, language
    case languageFi, languageSv, languageEn, yearLevel, unknown, learnerNumber, ownIdentifier, userName
    case teacherCode, roles, noRoles, groups, noGroups, guardians, children, noGuardians, scopeFull
    case scopeLimited, scopeInformation, origin, source, sourceID, account, hasAccount, noAccount
    case registerSides, organisations, correct, history, more, contact, contactNote, protectTitle
    case unprotectTitle, protectNote, mergeTitle, mergeOrUndo, mergeNote, mergedRecord, mergedRecordText
    case languageSe, sourceImport, sourceOwn, doneCorrect, doneProtect, doneUnprotect, doneRoleAdd
    case doneMembershipAdd, doneGuardianshipAdd, doneEnd, doneMerge, doneMergeUndo, missingField, tooLong
    case noSuchDay, endBeforeBegin, nothingChosen, bornInFuture, cancel, save, end, firstDay, lastDay
    case lastDayHint, importMayReset, importMayResetText, correctTitle, calledNameHint, protectReason
    case protectReasonHint, protect, unprotect, consequences, protectNames, protectClassmates, protectContacts
    case protectServices, protectGuardian, unprotectNames, unprotectContacts, addRole, rolesByAdministrator
    case endRole, endMembership, endGuardianship, addToGroup, addGuardian, chooseGuardian, chooseOne
    case guardianOf, guardianScope, scopeFullText, scopeLimitedText, scopeInformationText, evidence
    case evidenceHint, contactLead, reason, reasonHint, showContact, contactShownFor, contactHidden, noContact
    case email, phone, historyLead, noHistory, noHistoryText, byCommand, byOther, fieldName, valueBefore
    case valueAfter, group, yes, no, didCorrect, didProtect, didUnprotect, didRoleAdd, didRoleEnd
    case didMembershipAdd, didMembershipEnd, didGuardianshipAdd, didGuardianshipEnd, didContactRead, didMerge
    case didMergeUndo, didInvite, didRedeem, didGrant, didUngrant, didLeaveApply, didLeaveWithdraw, didLeaveDecide,
        didOther, groupName, searchGroups, homeroom
    case teachingGroup, pupilCount, noGroupsFound, addMember, chooseMember, memberOf
    case pupilsTitle, teachersTitle, assistantsTitle, providerTitle, tree, businessID, oid, municipalityCode
    case schoolCodeIs, oidIs, identifiers, mergeLead, mergeCompareLead, mergeSuggested, mergeStays, mergeGoes
    case differs, mergeWhatHappens, mergeConsequences, mergeNow, mergeTurn, mergeImpossible, mergeAlready
    case mergeOwn, mergeGuardian, mergeRights, mergeEnded, mergedHere, mergedAt, undoMerge, undoMergeTitle
    case undoImpossible, undoImpossibleText, bySchedule, didImportCreate, didImportUpdate, didImportEnd
    case didImportUndo, unitName, unitKind, unitParent, schoolCode, course, groupCode, location, department, kindSchool
    case duplicatesTab, duplicatesTitle, duplicatesLead, noDuplicates, noDuplicatesText, comparePair, saysDistinct
    case distinctTitle, distinctLead, noDistinct, noDistinctText, distinctUndo, saidDistinct, groundIdentity
    case groundNameAndBirth, groundNameAndContact, groundLikeName, groundName, doneDistinguish
    case correctGroup, groupTitle, terms, termsHint, endGroup, endGroupText, membersEnding, endedGroup, endedGroupOn
    case restoreGroup, doneGroupCorrect, doneGroupEnd, doneGroupRestore, didGroupCorrect, didGroupEnd, didGroupRestore
    case members
    case doneDistinguishUndo, didDistinguish, didDistinguishUndo, surestFirst, newestFirst
}
