import Accounts
import Audit
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Timetable
import Web

/// What a home typed to announce an absence.
struct AnnouncementForm: Sendable {
    var first = ""
    var last = ""
    var begins = ""
    var ends = ""
    var reason = ""
    var note = ""
    private(set) var errors: [FieldError] = []

    /// Today, before anything is typed.
    init(_ today: CivilDate) { (first, last) = (today.description, today.description) }

    init(_ form: Form) {
        (first, last, begins, ends) = (form.text("first"), form.text("last"), form.text("begins"), form.text("ends"))
        (reason, note) = (form.text("reason"), form.line("note"))
    }

    mutating func refuse(_ field: String, _ text: String) { errors.append(FieldError(text, in: field)) }

    func error(_ field: String) -> String? { errors.first { $0.field == field }?.text }

    /// The reason that was chosen, among those that a home may give.
    var absenceClass: AbsenceClass? { AbsenceClass(rawValue: reason).flatMap { $0.isAuthorised ? $0 : nil } }

    /// The farthest day that may be announced.
    static let farthest = 366

    /// What was typed as a notice; nil with everything that is wrong told beside its field.
    mutating func read(
        _ ask: HomeAsk, _ account: ID<Account>, _ today: CivilDate, _ words: AttendanceWords
    ) -> AbsenceNotice.Draft? {
        let days = readDays(today, words)
        let part = readPart(words)
        if part != nil, let days, days.lowerBound != days.upperBound { refuse("begins", words(.partOfOneDay)) }
        if absenceClass == nil { refuse("reason", words(.reasonMissing)) }
        if note.count > RegisterForm.longestNote { refuse("note", words(.noteTooLong)) }
        guard errors.isEmpty, let days, let absenceClass else { return nil }
        return AbsenceNotice.Draft(
            person: ask.person, days: days, part: part, absenceClass: absenceClass, note: note.isEmpty ? nil : note,
            origin: ask.role == .pupil ? .student : .guardian, account: account, author: ask.author, role: ask.role)
    }

    private mutating func readDays(_ today: CivilDate, _ words: AttendanceWords) -> ClosedRange<CivilDate>? {
        guard let first = CivilDate(first) else {
            refuse("first", words(.dayWrong))
            return nil
        }
        guard let last = last.isEmpty ? first : CivilDate(last) else {
            refuse("last", words(.dayWrong))
            return nil
        }
        if first < today { refuse("first", words(.dayPast)) }
        if last < first { refuse("last", words(.lastBeforeFirst)) }
        if last > today.adding(days: Self.farthest) { refuse("last", words(.dayFar)) }
        return last < first ? nil : first...last
    }

    /// Part of a day; nil for the whole.
    private mutating func readPart(_ words: AttendanceWords) -> Range<Int>? {
        guard !begins.isEmpty || !ends.isEmpty else { return nil }
        guard let from = Self.minute(begins) else {
            refuse("begins", words(.timeWrong))
            return nil
        }
        guard let to = Self.minute(ends) else {
            refuse("ends", words(.timeWrong))
            return nil
        }
        guard from < to else {
            refuse("ends", words(.endsBeforeBegins))
            return nil
        }
        return from..<to
    }

    /// "10:15" or "10.15" as a minute of the day.
    static func minute(_ text: String) -> Int? {
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == "." })
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}

extension Attendance {
    /// A home announces an absence; sent twice it is announced once.
    func announce(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, words) = (write.visit, words(write.visit))
        let ask = try HomeAsk(write.viewer, visit, as: role, in: write.writer)
        guard ask.mayAct else { throw Fault.missing }
        var form = AnnouncementForm(visit.form)
        let draft = form.read(ask, write.viewer.account, visit.today, words)
        if let draft {
            let rules = try AttendanceRules.of(ask.provider.id, in: write.writer)
            let calendar = try PupilCalendar(ask.person, in: ask.provider.id, around: draft.days, write.writer)
            let known = try write.writer.all(
                AbsenceNotice.all(of: [ask.person], in: ask.provider.id, on: calendar.days))
            let days = calendar.schoolDays(draft.days)
            let chained = calendar.schoolDays(calendar.joined(draft.days, with: known))
            if days == 0 { form.refuse("first", words(.noSchool)) }
            if draft.absenceClass == .other, chained > rules.noticeDays {
                form.refuse("last", words(.tooLong, count: rules.noticeDays))
            }
        }
        guard let draft, form.errors.isEmpty else {
            return try refused(write, try HomeModel(ask, visit, form: form, in: write.writer))
        }
        if try !isAnnounced(draft, ask, visit.today, write.writer) {
            let id = try AbsenceNotice.announce(draft, in: ask.provider.id, at: visit.now, write.writer)
            try log("absence-announce", "absence_notice", id.uuid, write, ask)
        }
        return .done("absence-announced", at: ask.page)
    }

    private func isAnnounced(
        _ draft: AbsenceNotice.Draft, _ ask: HomeAsk, _ today: CivilDate, _ reader: any Reader
    ) throws -> Bool {
        try reader.all(AbsenceNotice.all(of: [ask.person], in: ask.provider.id, on: draft.days)).contains { notice in
            notice.endedAt == nil && notice.days == draft.days && notice.part == draft.part
                && notice.absenceClass == draft.absenceClass && notice.note == draft.note
                && notice.author == draft.author
        }
    }

    /// The page once more, with what was typed and what is wrong.
    func refused(_ write: PageWrite<Viewer>, _ model: HomeModel) throws -> Outcome {
        let ask = model.ask
        for person in model.named {
            let look = write.viewer.look(at: person, in: ask.provider.id, for: "attendance", as: ask.role)
            if let look { try AccessLog.write(look, at: write.visit.now, in: write.writer) }
        }
        var page = homePage(model, write.visit)
        page.status = .unprocessableContent
        return .page(page)
    }

    /// A home withdraws what it has announced.
    func withdraw(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let ask = try HomeAsk(write.viewer, write.visit, as: role, in: write.writer)
        let id = try write.visit.id("notice", of: AbsenceNotice.self)
        let shown = try write.writer.all(
            ShownNotice.all(of: ask.person, from: write.visit.today, in: ask.provider.id))
        guard let notice = shown.first(where: { $0.notice.id == id }), notice.mayWithdraw(ask) else {
            throw Fault.missing
        }
        try AbsenceNotice.end(
            id, in: ask.provider.id, by: write.viewer.account, at: write.visit.now, write.writer)
        try log("absence-withdraw", "absence_notice", id.uuid, write, ask)
        return .done("absence-withdrawn", at: ask.page)
    }

    /// Writes who did it; the words themselves stand in the notice and its entries alone.
    func log(
        _ action: String, _ entity: String, _ id: UUID, _ write: PageWrite<Viewer>, _ ask: HomeAsk
    ) throws {
        try Change(
            action, of: entity, id, in: ask.provider.id.uuid, by: write.viewer.account.uuid
        ).write(at: write.visit.now, in: write.writer)
    }
}

extension ShownNotice {
    /// Whether this home may withdraw it: what a home announced, and what it may see.
    func mayWithdraw(_ ask: HomeAsk) -> Bool {
        guard ask.mayAct, author.isOpen(to: ask) else { return false }
        return ask.role == .pupil ? notice.origin == .student : notice.origin == .guardian
    }
}

extension Form {
    /// A text on one line.
    func line(_ name: String) -> String { text(name).split(whereSeparator: \.isNewline).joined(separator: " ") }
}
