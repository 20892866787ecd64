import Base

/// The words of attendance.
enum AttendanceText: String, TextKey {
    case title
    case present, absent, late
    case illness, other, unauthorised, unexplained, school
    case countPresent, countAbsent, countLate
    case allPresent, savedBy, save, saved, more, reason, minutes, minutesWrong, note, noteHint, noteTooLong
    case announcedIllness, announcedOther, announcedLeave, explainedIllness, explainedOther, announcedPart, homeNote
    case sameTime, noPupils, noPupilsText
    case notYet, notYetText, tooLate, tooLateText, cancelled, cancelledText, gone, goneText, anothers, anothersText
    case moved, typedKept, typedTitle, othersSaved, othersBoth, othersNone, lateMinutes
    case taken, takenAll, take, change, registers, registersLead, open, openNote, openShow, openNow
    case noOpen, noOpenText, takenRegisters, absentBecause
}
