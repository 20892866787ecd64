import Base

/// The words of leave.
enum LeaveText: String, TextKey {
    case title, homeLead, apply, noneYet, noneYetText, noneYetReader, schoolDays, byYou, guardian, student
    case classTeacher, principal, waiting, withdrawn, granted, partly, refused, waitsForTeacher
    case waitsForPrincipal, waitsText, markRead, printPaper, withdraw, application, askedDays, reason
    case applicant, appliedAt, decidedBy, decisionNumber, otherDecisions, inForce, replaced, doneApply
    case doneWithdraw, doneRead, doneDecide, doneRules, withdrawTooLate, withdrawnAlready, firstDay, lastDay
    case lastDayHint, reasonHint, formNotice, formWho, formPrincipal, send, cancel, reasonMissing, dayMissing
    case noSuchDay, tooLong, endsBeforeBegin, dayPast, tooFar, noSchoolDays, noticeIsEnough, askedAlready
    case queueLead, queueTeacher, queueTabs, tabWaiting, tabDecided, waitsFor, noneWaiting, noneWaitingText
    case noneDecided, noneDecidedText, protected, decideTitle, replaceTitle, outcome, grant, grantNote
    case grantPartly, grantPartlyNote, refuse, refuseNote, grantedFirst, grantedLast, grantedHint, reasons
    case reasonsHint, decideNote, replaceNote, decide, outcomeMissing, reasonsMissing, outsideRequest, allDays
    case appealMissing, appealMissingText, decidedMeanwhile, withdrawnMeanwhile, needDecide, grantNow
    case readAndDecide, newsGranted, newsPartly, newsRefused, newsAppeal, readDecision, rulesTitle, rulesLead
    case teacherDays, teacherDaysHint, daysWrong, appealContacts, appealContactsText, authorityFi, authoritySv
    case addressFi, addressSv, bothLanguages, languages, languagesText, languageFi, languageSv, save
    case paperKind, paperTitle, paperReplaced, paperParties, paperPupil, paperApplicant, paperAsked
    case paperAskedOn, paperDecision, paperGranted, paperPartly, paperRefused, paperReplaces, paperAsAsked
    case paperLaw, paperLawText, paperDecider, paperMade, paperNotice, paperNoticeText, nameNotShown
    case titlePrincipal, titleClassTeacher, titleHomeroomTeacher, appealTitle, appealLead, appealWho
    case appealWhoText, appealWhere, appealTime, appealTimeText, appealNoticeText, appealWhat, appealWhatText
    case appealHow, appealHowText
}
