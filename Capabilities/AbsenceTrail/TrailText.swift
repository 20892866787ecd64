import Attendance
import Base
import Web

/// The words of the absence trail.
enum TrailText: String, TextKey {
    case title, classTitle, classLead, noClass, noClassText, pupil, total, limit, lastStep, nothingYet, myClass
    case illness, other, unauthorised, unexplained, school, hoursTitle, hoursNote, schoolNote, limitHours, limitDays
    case limitShort, limitLong, limitTitle, limitNow, hoursReached, daysReached, reachedOn, waiting, answered, needHours
    case needDays, stepDays, stepHours, stepPrincipal, moreNeeds, moreNeedsText, openClass, alerts, noAlerts
    case noAlertsText, done, noneDone, noneDoneText, writtenBy, agreed, record, step, how, howHint, reactedOn, save
    case saved, stepPupil, stepHome, stepMeeting, stepWelfare, stepOther, missingStep, missingHow, tooLong
    case noSuchDay, dayAhead, dayBefore, report, reportLead, reportNone, reportNoneText, everyLimit, reportNeed
    case reportNeedText, openReport, homeroom, since, took, sameDay, tookDays, openFor, asFile, fileName, ownSums
    case childSums, sumsLead, homeHours, homeHoursText, homeDays, homeDaysText, ownHours, ownHoursText, ownDays
    case ownDaysText, showSums, noAbsences, noAbsencesText, limits, limitsLead, standard, standardText, alertsWhom
    case addLimit, newLimit, remove, removeText, kind, kindHours, kindDays, amount, amountHint, whom, teacher
    case principal, guardian, classes, classesHint, text, textHint, saveLimit, limitSaved, limitRemoved, wrongAmount
    case sameLimit, nobodyChosen, noClassChosen, nothingChosen, noLimits
}

extension TrailWords {
    func word(_ absenceClass: AbsenceClass) -> String {
        switch absenceClass {
        case .illness: self(.illness)
        case .other: self(.other)
        case .unauthorised: self(.unauthorised)
        case .unexplained: self(.unexplained)
        case .school: self(.school)
        }
    }

    func word(_ step: ReactionStep) -> String {
        switch step {
        case .pupil: self(.stepPupil)
        case .home: self(.stepHome)
        case .meeting: self(.stepMeeting)
        case .welfare: self(.stepWelfare)
        case .other: self(.stepOther)
        }
    }

    func word(_ alerted: AbsenceLimit.Alerted) -> String {
        switch alerted {
        case .teacher: self(.teacher)
        case .principal: self(.principal)
        case .guardian: self(.guardian)
        }
    }

    func word(_ hours: LessonHours) -> String { hours.text(in: own.language) }

    /// "25 h" or "7 pv selvittämättä".
    func word(_ limit: AbsenceLimit.Key) -> String {
        switch limit.kind {
        case .absenceHours: self(.limitHours, ["amount": String(limit.amount)])
        case .unexplainedDays: self(.limitDays, ["amount": String(limit.amount)])
        }
    }

    /// "25 h" or "7 pv", where it is known what is counted.
    func short(_ limit: AbsenceLimit.Key) -> String {
        self(limit.kind == .absenceHours ? .limitHours : .limitShort, ["amount": String(limit.amount)])
    }

    /// "25 h poissa lukukaudella", where nothing around it says what is counted.
    func long(_ limit: AbsenceLimit.Key) -> String {
        limit.kind == .absenceHours ? self(.limitLong, ["amount": String(limit.amount)]) : word(limit)
    }

    /// What has been reached, of one pupil.
    func reached(_ alert: Alert) -> String {
        switch alert.limit.kind {
        case .absenceHours: self(.hoursReached, ["hours": word(alert.hours)])
        case .unexplainedDays: self(.daysReached, count: alert.days)
        }
    }

    /// What the provider has agreed to do; where it has written nothing, what is meant by the limit.
    func agreedStep(_ limit: AbsenceLimit) -> String {
        if let text = limit.text { return text }
        switch limit.kind {
        case .unexplainedDays: return self(.stepDays)
        case .absenceHours: return self(limit.alerts.contains(.principal) ? .stepPrincipal : .stepHours)
        }
    }

    /// "1.8.2026–31.12.2026".
    func term(_ term: SchoolTerm) -> String { "\(days.plain(term.begins))–\(days.plain(term.last))" }
}
