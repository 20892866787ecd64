import Base

/// The words of leave.
enum LeaveText: String, TextKey {
    case title, homeLead, apply, noneYet, noneYetText, noneYetReader, schoolDays, byYou, guardian, student
    case classTeacher, principal, waiting, withdrawn, granted, partly, refused, waitsForTeacher
    case waitsForPrincipal, waitsText, markRead, printPaper, withdraw, application, askedDays, reason
    case applicant, appliedAt, decidedBy, decisionNumber, otherDecisions, inForce, replaced, doneApply
    case doneWithdraw, doneRead, doneDecide, doneRules, withdrawTooLate, withdrawnAlready, firstDay, lastDay
    case lastDayHint, reasonHint, formNotice, formWho, formPrincipal, send, cancel, reasonMissing
    case firstMissing, lastMissing, grantedMissing, noSuchDay, tooLong, endsBeforeBegin, dayPast, tooFar
    case noSchoolDays, noticeIsEnough, askedAlready, queueLead, queueTeacher, queueTabs, tabWaiting
    case tabDecided, waitsFor, noneWaiting, noneWaitingText, noneDecided, noneDecidedText, protected
    case decideTitle, replaceTitle, outcome, grant, grantNote, grantPartly, grantPartlyNote, refuse
    case refuseNote, grantedFirst, grantedLast, grantedHint, reasons, reasonsHint, decideNote, replaceNote
    case decide, outcomeMissing, reasonsMissing, outsideRequest, allDays, appealMissing, appealMissingText
    case decidedMeanwhile, withdrawnMeanwhile, needDecide, grantNow, grantAsk, grantConfirm, waitedDays
    case readAndDecide, newsGranted, newsPartly
    case newsRefused, newsAppeal, readDecision, rulesTitle, rulesLead, teacherDays, teacherDaysHint, daysWrong
    case appealContacts, appealContactsText, authorityFi, authoritySv, addressFi, addressSv, bothLanguages
    case languages, languagesText, languageFi, languageSv, save, paperKind, paperTitle, paperReplaced
    case paperParties, paperPupil, paperApplicant, paperAsked, paperAskedOn, paperDecision, paperGranted
    case paperPartly, paperRefused, paperReplaces, paperAsAsked, paperLaw, paperLawText, paperDecider
    case paperMade, paperNotice, paperNoticeText, nameNotShown, titlePrincipal, titleClassTeacher
    case titleHomeroomTeacher, appealTitle, appealLead, appealWho, appealWhoText, appealWhere, appealTime
    case appealTimeText, appealNoticeText, appealWhat, appealWhatText, appealHow, appealHowText
}
