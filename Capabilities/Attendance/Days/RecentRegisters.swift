import Accounts
import Base
import Directory
import Storage
import Timetable
import Web

/// A teacher's lessons of the last days, with what stands about their registers.
struct RecentRegisters: Sendable {
    /// One lesson that has begun.
    struct Register: Sendable {
        let lesson: HeldLesson
        /// How many are absent; nil when the register is not taken.
        let absent: Int?
    }

    /// The latest first.
    let all: [Register]
    /// Saved for lessons that the timetable has no more or has cancelled since.
    let former: [FormerRegister]

    var open: [Register] { all.filter { $0.absent == nil } }

    /// How many days back a teacher is reminded, if registers may be corrected that long.
    static let reminds = PlanMemory.daysBack

    /// Two statements when the lessons are remembered, otherwise four, however many there are.
    init(of persons: [ID<Person>], in provider: ID<Provider>, _ plans: PlanMemory, _ read: PageRead<Viewer>) throws {
        let begun = try Self.begun(of: persons, in: provider, plans, read)
        let facts = try RecentFact.all(about: begun, counts: true, in: provider, read)
        let mayWrite = begun.filter {
            facts.rules.mayWrite(lessonOn: $0.day, today: read.visit.today, isPrincipal: false)
        }
        all = mayWrite.map { Register(lesson: $0, absent: facts.absent[$0.key]) }
        let first = read.visit.today.adding(days: -Self.reminds)
        former = FormerRegister.once(
            try read.all(FormerRegister.saved(by: persons, from: first, in: provider)), except: begun)
    }

    /// The lessons of the last days that have begun, the latest first.
    static func begun(
        of persons: [ID<Person>], in provider: ID<Provider>, _ plans: PlanMemory, _ read: PageRead<Viewer>
    ) throws -> [HeldLesson] {
        let (today, minute) = read.visit.now.local
        let plan = try plans.deskPlan(.teachers(persons, provider), read)
        let own = Set(persons)
        return (0...reminds).flatMap { plan.lessons(on: today.adding(days: -$0)).reversed() }
            .filter {
                $0.isOn && !$0.lesson.groups.isEmpty && $0.isTaught(by: own) && $0.hasBegun(today, minute)
            }
    }
}

/// The registers of a teacher's last days.
struct RecentModel: Sendable {
    let provider: Provider
    let recent: RecentRegisters
}

extension Attendance {
    func mountRegisters(on site: Site<Viewer>) {
        site.get(
            AttendancePath.registers, may: .acting(as: .teacher),
            load: { read in
                let record = try read.record(as: .teacher)
                return RecentModel(
                    provider: record.provider,
                    recent: try RecentRegisters(
                        of: read.viewer.persons(at: record.provider.id), in: record.provider.id, plans, read))
            }, page: registersPage)
    }

    private func registersPage(_ model: RecentModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let open = model.recent.open
        let acting = ActingPath.desktop(.teacher)(model.provider.slug)
        let none = Part.empty(words(.noOpen), words(.noOpenText), icon: .check)
        let taken = model.recent.all.filter { $0.absent != nil }
        let content: HTML = """
            \(Part.heading(words(.registers), lead: words(.registersLead)))
            \(open.isEmpty ? none : Part.section(words(.open), id: "open", days(open, model, words)))
            \(taken.isEmpty ? .nothing : Part.section(words(.takenRegisters), id: "taken", days(taken, model, words)))
            \(former(model, words))
            """
        return Page(title: words(.registers), content: content, place: Place.timetable, acting: acting)
    }

    private func former(_ model: RecentModel, _ words: AttendanceWords) -> HTML {
        let rows = model.recent.former.map { register in
            let when = words.days.clock(register.begins, to: register.ends)
            return Part.row(
                register.subject,
                to: AttendancePath.register(.teacher)(model.provider.slug, register.key.lesson, register.key.held),
                note: "\(words.days.day(register.day).capitalizedFirst) · \(when)")
        }
        return rows.isEmpty ? .nothing : Part.section(words(.formerRegisters), id: "former", Part.rows(rows))
    }

    /// Lessons under their days, the latest day first.
    private func days(
        _ registers: [RecentRegisters.Register], _ model: RecentModel, _ words: AttendanceWords
    ) -> HTML {
        let days = registers.map(\.lesson.day).reduce(into: [CivilDate]()) { days, day in
            if days.last != day { days.append(day) }
        }
        return HTML(
            days.map { day in
                let rows = registers.filter { $0.lesson.day == day }.map { row($0, model, words) }
                return "<h3>\(words.days.day(day).capitalizedFirst)</h3>\(Part.rows(rows))"
            })
    }

    private func row(
        _ register: RecentRegisters.Register, _ model: RecentModel, _ words: AttendanceWords
    ) -> HTML {
        let lesson = register.lesson
        let tag = register.absent.map { count in
            Part.tag(count == 0 ? words(.takenAll) : words(.taken, ["count": String(count)]), .good)
        }
        return Part.row(
            lesson.lesson.subject,
            to: AttendancePath.register(.teacher)(model.provider.slug, lesson.lesson.id, lesson.held),
            note: place(lesson, words), tail: tag ?? Part.tag(words(.open), .notice))
    }

    /// "7A · 10.15–11.00"
    func place(_ lesson: HeldLesson, _ words: AttendanceWords) -> String {
        let groups = lesson.lesson.groups.map { $0.title(beside: lesson.lesson.subject) }.joined(separator: ", ")
        return "\(groups) · \(words.days.clock(lesson.time.begins, to: lesson.time.ends))"
    }
}
