import Base

/// The words of homework and exams.
enum HomeworkText: String, TextKey {
    case title, lead, familyLead, exams, past, none, noneText, noneHomeText, hidden, hiddenText, done, notDone
    case tick, untick, tickOf, untickOf, doneFor, cancelled, moved, homework, exam, sayHomework, sayExam, sayBring,
        sayOf, give
    case giveFor, kind, when, whenNext, whenDay, whenSame, day, dayHint, text, textHint, bring, bringHint
    case linkLabel, linkHint, save, saveChange, noChange, coming, noGiven, noGivenText, ticked, edit, withdraw
    case withdrawLead, given, changedDone, withdrawn, earlier, wroteIt, changedIt, back, together
    case nothingAsked, textTooLong, bringTooLong, linkWrong, noOccasion, noDay, dayPast, dayFar, noSchool
}
