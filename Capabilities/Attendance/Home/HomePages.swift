import Accounts
import Base
import Directory
import Storage
import Timetable
import Web

/// A pupil's absences of a term, as the home sees them.
struct HomeModel: Sendable {
    let ask: HomeAsk
    let term: SchoolTerm
    let isPresentTerm: Bool
    /// What waits for an answer, by day.
    let unexplained: [[Unexplained]]
    let notices: [ShownNotice]
    let lessons: [LessonLog]
    let codes: [AbsenceCode]
    let form: AnnouncementForm
    let explanation: ExplanationForm?

    init(
        _ ask: HomeAsk, _ visit: Visit, form: AnnouncementForm? = nil, explanation: ExplanationForm? = nil,
        in reader: any Reader
    ) throws {
        (self.ask, self.explanation) = (ask, explanation)
        self.form = form ?? AnnouncementForm(visit.today)
        let provider = ask.provider.id
        (term, isPresentTerm) = try SchoolTerm.asked(visit, in: provider, reader)
        lessons = LessonLog.all(try reader.all(ShownEntry.all(of: ask.person, on: term.days, in: provider)))
        notices = try reader.all(ShownNotice.all(of: ask.person, from: visit.today, in: provider))
            .filter { $0.isOpen(to: ask) }
        codes = try reader.all(AbsenceCode.all(of: provider))
        let asked = visit.today.adding(days: -Unexplained.asks)
        let open =
            ask.mayAct
            ? try reader.all(Unexplained.all(of: [ask.person], in: [provider], from: asked, minorsOn: nil)) : []
        unexplained = Unexplained.byDay(open)
    }

    /// Everything that is wrong with what was typed.
    var errors: [FieldError] {
        form.errors
            + (explanation.map { [FieldError($0.error, in: Attendance.noteField(ask.person, $0.day))] } ?? [])
    }

    /// Everyone whom the page names, the one it is about first.
    var named: [ID<Person>] {
        let authors = notices.map(\.author) + lessons.flatMap(\.all).map(\.author)
        return [ask.person] + Set(authors.filter { $0.shown(to: ask) != nil }.compactMap(\.person))
    }
}

/// Everything that was written about a pupil in one lesson: what speaks, and what was written before.
struct LessonLog: Sendable {
    let present: ShownEntry
    let earlier: [ShownEntry]

    var all: [ShownEntry] { [present] + earlier }

    /// Entries of one lesson stand together, the latest first. Who was there after all, and without a note, has no line
    /// of the own but in the history.
    static func all(_ entries: [ShownEntry]) -> [LessonLog] {
        var logs: [[ShownEntry]] = []
        for entry in entries {
            if logs.last?.first?.entry.occurrence.key == entry.entry.occurrence.key {
                logs[logs.count - 1].append(entry)
            } else {
                logs.append([entry])
            }
        }
        return logs.compactMap { log in
            log.first.map { LessonLog(present: $0, earlier: Array(log.dropFirst())) }
        }
    }
}

extension Unexplained {
    /// Absences of one pupil's day belong together.
    static func byDay(_ all: [Unexplained]) -> [[Unexplained]] {
        all.reduce(into: [[Unexplained]]()) { days, absence in
            if let last = days.last?.first, last.day == absence.day, last.person == absence.person,
                last.provider == absence.provider
            {
                days[days.count - 1].append(absence)
            } else {
                days.append([absence])
            }
        }
    }
}

extension Attendance {
    static let homes: [Role] = [.pupil, .guardian]

    func mountHome(on site: Site<Viewer>, as role: Role) {
        let policy: Policy<Viewer> = role == .pupil ? .acting(as: .pupil) : .guardianOfChild
        site.get(
            role == .pupil ? AttendancePath.pupil : AttendancePath.child, may: policy,
            load: { read in
                let ask = try HomeAsk(read.viewer, read.visit, as: role, in: read)
                let model = try HomeModel(ask, read.visit, in: read)
                for person in model.named { read.look(at: person, in: ask.provider.id, for: "attendance", as: role) }
                return model
            }, page: homePage)
        site.post(AttendancePath.notices(role), may: policy) { write in try announce(write, as: role) }
        site.post(AttendancePath.noticeEnding(role), may: policy) { write in try withdraw(write, as: role) }
        site.post(AttendancePath.explanations(role), may: policy) { write in try explain(write, as: role) }
    }

    /// What was just done by a home, in words; nil for what others did.
    func said(_ done: String, _ words: AttendanceWords) -> String? {
        switch done {
        case "absence-announced": words(.announcedDone)
        case "absence-withdrawn": words(.withdrawnDone)
        case "absence-explained": words(.explainedDone)
        default: nil
        }
    }
}
