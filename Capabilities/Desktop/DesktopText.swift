import Base

/// The words of the desktop.
enum DesktopText: String, TextKey {
    case title, morning, day, evening, children, familyLead, childHidden, childHiddenText, scopeLimited
    case scopeInformation, groups, myClass, homerooms, classes, childClass, teachingGroups, noGroups, noGroupsText,
        pupils, groupCount
    case schools, mySchool, noSchools, noSchoolsText, guardians, adultNeed, adultNeedText, decide, needs, next,
        wholeWeek, mine
    case wholeSchool, accessLog, childAccessLog, childMine, accessLogSearch, imports, timetableCodes, tools, rights
}
