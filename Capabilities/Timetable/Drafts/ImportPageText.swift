import Base

/// The words of the pages on which a timetable is imported.
enum ImportPageText: String, TextKey {
    case imports, importsLead, importSchools, importNone, importNoneText
    case importNew, importFiles, importFilesHint, importUpload, importNoFile, importFormats
    case editions, editionNow, editionBefore, editionsText, noEditions, noEditionsText
    case sourceUntis, sourceCsv, sourceHand, byCommand, byNobody, madeBy
    case drafts, draftsText, draftWaiting, draftRefused, draftUnchanged, draftApplied, draftDiscarded, draftStale
    case draftTitle, filesFrom
    case waitingTitle, waitingText, refusedTitle, refusedText, unchangedTitle, unchangedText, appliedTitle, appliedText
    case staleTitle, staleText, changedTitle, changedText, discardedTitle, discardedText
    case apply, discard, applied, discarded, uploadAgain
    case problems, problemsLead, problemError, problemNotice, problemWhat, problemQuality, problemFile, problemLine
    case problemsAsFile, problemsFileName, problemCode, unknownCodes
    case byGroup, group, noGroup, new, changing, ending, lessonsChanging
    case dayChanges, andMore, daysAndHours, holiday, schoolDay, follows, lunchOf, hourOf
    case shrinkTitle, shrinkText, shrinkConfirm, shrinkUnticked
    case givingWay, givingWayText, handMade
    case fieldSubject, fieldTime, fieldRoom, fieldTeachers, fieldGroups, fieldDays, fieldNote, fieldChange, blank
    case undoTitle, undoLead, undoText, undoApply, undoNone, undoNoneText, undoDone, references
    case referencesText, undoOffer
}
