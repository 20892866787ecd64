import Base

/// The words of attendance.
enum AttendanceText: String, TextKey {
    case waiting, title, history, historyLead, historyMarks, historyNone, historySavings, replaced
    case present, absent, late
    case illness, other, unauthorised, unexplained, school
    case countPresent, countAbsent, countLate
    case allPresent, savedBy, save, saved, more, ifAbsent, ifLate
    case reason, minutes, minutesWrong, note, noteHint, noteTooLong
    case announcedIllness, announcedOther, announcedLeave, explainedIllness, explainedOther, announcedPart, homeNote
    case sameTime, noPupils, noPupilsText
    case notYet, notYetText, tooLate, tooLateText, cancelled, cancelledText, gone, goneText, keptText, keptOpen
    case anothers, anothersText, moved, typedKept, typedTitle, othersSaved, othersBoth, othersNone, announcedSince,
        announcedSinceText, lateMinutes
    case taken, takenAll, expectedAbsent, take, change, registers, registersLead, open, openNote, openShow, openNow
    case noOpen, noOpenText, takenRegisters, formerRegisters, absentBecause
    case absences, ownLead, pupilLead, toExplain, whyAbsent, whyOwn, askedWhen, otherReason, homeMessage
    case homeMessageHint, addMessage, explainedDone
    case announceTitle, announceWhy, otherReasonNote, firstDay, lastDay, partOfDay, partBegins, partEnds, announce
    case announcedDone, announced, announcedBy, grantedBy, withdraw, withdrawnDone
    case dayWrong, dayPast, dayFar, lastBeforeFirst, timeWrong, endsBeforeBegins, partOfOneDay, reasonMissing, tooLong,
        noSchool
    case terms, thisTerm, termBefore, nothingWritten, nothingWrittenText, sums, noSums, hours, times, marks
    case earlier, written, byHome, bySchool
    case groupAll, groupOwn, unexplainedCount, lessonsShow, applyLeave
    case rulesTitle, rulesLead, days, correctionDays, correctionHint, noticeDays, noticeHint, daysWrong, rulesSaved
    case codes, codesLead, noCodes, code, codeClassLabel, titleFi, titleSv, titleEn, codeNew, codeAdd, codeEnd
    case codeSaved, codeEnded, codeWrong, codeTaken, codeClass, classMissing, titleMissing, rulesTile
}
