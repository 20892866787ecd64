import Base

/// The words of the pages on which principal and office change the lessons of single days.
enum ChangePageText: String, TextKey {
    case changes, changesLead, changeSearch, changeSearchHint, changeFind, changeFound, changeFoundNone
    case changesOfDay, changesNone, changesNoneText, teacherWord
    case changeLesson, changeThis, changeDayLead, changeAddExtra, changeOfGroup
    case changeCancelled, changeMoveDay, changeMoveDayHint, changeMoveHour, changeUsualHour, changeRoom, changeUsualRoom
    case changeNoRoom, changeSubstitute, changeSubstituteHint, changeNote, changeNoteHint, changeSave, changeSaved
    case changeRestore, changeRestoreText, changeRestored, changeRemoveExtra, changeRemovedExtra, changeUsual, changeNow
    case changeHour, changeImported, changeByHand
    case changeNoTeacher, changeManyTeachers, changeWhich, changeNoDay, changeNoHours, changeNoRoomFound
    case changeDayOff, changeBoth
    case changeRace, changeRaceText
    case doubleRoom, doubleTeacher, doubleTitle, doubleText
    case extraTitle, extraLead, extraSubject, extraDay, extraHour, extraLength, extraTeacher, extraRoom, extraSave
    case extraSaved, extraNoSubject, extraNoHour, extraLessons
}
