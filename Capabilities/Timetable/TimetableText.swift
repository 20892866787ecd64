import Base

/// The words of timetables.
enum TimetableText: String, TextKey {
    case title, family, day, week, weekTitle, views, weekDays, today, noLessons, noLessonsText, noTimetable
    case noTimetableText, hidden, hiddenText, hour, cancelled, movedTo, movedFrom, roomChanged, substitute
    case extra, lunch, until, weekBefore, weekAfter, weeksBelow, thisWeek, earlierDays, standingIn, standingInOnly
    case codes, codesLead, noCodes, noCodesText, codeMapped, codeIsGroup, codeGroups, codeIsTeacher, codeSave,
        codeLessons
    case noSuchGroup, noSuchTeacher
    case calendar, calendarLead, calendarSecret, calendarNew, calendarOnce, calendarOpen, calendarMake, calendarRenew,
        calendarEnd
    case calendarEnded, calendarSince
}
