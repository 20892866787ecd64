import Base

/// The words of imports.
enum ImportsText: String, TextKey {
    case title, lead, newRun, package, packageHint, upload, noFile, runs, allRuns, noRuns, noRunsText, unnamed
    case stepWorking, stepHeld, stepPreviewed, stepApplied, stepUndone, stepRefused, stepFailed, stepExpired
    case eventReceived, eventChecked, eventPreviewed, eventApplied, eventUndone, eventRefused, eventFailed
    case eventExpired, byCommand, bySchedule, byAccount, countNew, countChanged, countEnded, countNothing
    case toBeginning, fromSystem, compareAgain, refusedTitle, refusedText, failedTitle, failedText
    case expiredTitle, expiredText, undoneTitle, undoneText, appliedTitle, previewOnlyTitle, previewOnlyText
    case nothingTitle, nothingText, previewedTitle, previewedText, apply, heldTitle, heldText, shrinking
    case shrinkSchool, shrinkGroup, confirmTitle, confirmText, code, codeHint, codeWrong, confirmAndApply
    case workingTitle, workingText, waiting, refresh, secondsLeft, minutesLeft, problems, problemsNote
    case problemsLead, errors, notices, errorsTitle, noticesTitle, noProblems, noProblemsText, asFile
    case problemFileName, whatIsWrong, severity, error, noticeWord, file, line, column, codeColumn, history
    case protectedCount, protectedText, byKind, bySchool, kind, operation, school, noSchool, columnNew, newOne
    case columnChanged, columnEnded, columnUnchanged, changes, changesLead, noChanges, noChangesText
    case fieldChange, blank, all, show, undoTitle, undoText, undo, undoneDone, conflictTitle, conflictText
    case conflictProtected, conflicts
    case tooLateTitle, tooLateText, yes, no
    case limits, limitsLink, limitsLead, percent, percentHint, percentWrong, size, sizeHint, sizeWrong, saveLimits,
        limitsSaved
}
