import Base

/// The words of the register.
enum RegisterText: String, TextKey {
    case peopleTitle, peopleLead, peopleLeadAll, searchPeople, searchName, searchHint, searchButton, role
    case school, any, endedOnly, everyone, peopleFound, membersOf, noneFound, noneFoundText, firstPage
    case lastPage, pageBefore, pageAfter, protected, protectedText, ended, over, since, until, recordOver
    case endedRecord, endedOn, basics, givenNames, calledName, familyName, birthDate, age, language
    case languageFi, languageSv, languageEn, yearLevel, unknown, learnerNumber, ownIdentifier, userName
    case teacherCode, roles, noRoles, groups, noGroups, guardians, children, noGuardians, scopeFull
    case scopeLimited, scopeInformation, origin, source, sourceID, account, hasAccount, noAccount
}
