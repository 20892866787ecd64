import Base

/// The words of groups and of people.
enum PeopleText: String, TextKey {
    case groupsTitle, homerooms, teachingGroups, noGroups, noGroupsText, pupils, pupilsTitle, teachersTitle
    case assistantsTitle, noPupils, noTeachers, staffTitle, year, protected, protectedText, groupsOf
    case guardiansOf, noGuardians, scopeFull, scopeLimited, scopeInformation, email, phone, contact, noContact
    case myGuardians, minorLead, adultLead, unknownAgeLead, allow, disallow, allowed, notAllowed, grantGiven, grantTaken
    case homework, signInSlips, badges, invitations, signIn, sight, accessLog
    case askContact, protectedAskText, openRecord, timetable, absences
}
