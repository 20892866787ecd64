import Attendance
import Base
import Directory
import Rostering
import Storage
import Timetable

extension LivelyDay {
    /// Of how many of the last school days there are registers: of all in which a teacher may take them.
    private static let registerDays = 11
    /// How many of the last school days have registers that wait for their teachers.
    private static let daysOpen = 2

    /// The registers of the last school days but the latest: a few pupils ill for days, one away the whole time, some
    /// late, and one absence that nobody has explained.
    func takeRegisters(_ writer: any Writer) throws {
        let groups = try writer.all(LivelyGroup.all(in: provider.id))
        let byID = Dictionary(groups.map { ($0.id, $0) }) { first, _ in first }
        let members = try writer.all(LivelyGroup.pupils(in: provider.id, on: Day(today)))
        let pupils = Dictionary(grouping: members) { $0.0 }.mapValues { $0.map(\.1) }
        let plan = try LessonPlan.load(
            .groups(groups.map(\.id), provider.id), from: today.adding(days: -SchoolDays.behind), to: today,
            in: writer)
        let days = SchoolDays(around: today, past: Self.registerDays, coming: 0) { day in
            plan.lessons(on: day).contains(where: \.isOn)
        }
        // A child of the guardian in both is asked about; about the others of demo guardians nothing is open.
        let both = try children(of: .guardianInBoth, in: writer)
        let quiet = try children(of: .guardianOfOne, in: writer) + both.dropFirst()
        var absent = AbsentPupils(members.map(\.1).uniqued(), both.first, Set(quiet))
        let taken = days.taken(open: Self.daysOpen, on: today)
        for day in taken {
            absent.wake(isLast: day == taken.last)
            let registers = plan.lessons(on: day).filter(\.isOn).compactMap { held -> RegisterSample? in
                guard let school = held.lesson.groups.first.flatMap({ byID[$0.id]?.schoolID }) else { return nil }
                let all = held.lesson.groups.flatMap { pupils[$0.id] ?? [] }.uniqued()
                return RegisterSample(held, at: school, of: all, absent.exceptions(all))
            }
            try RegisterSample.take(registers, in: provider.id, writer)
        }
    }
}

/// Who is away on the days of a demo.
private struct AbsentPupils {
    private let pupils: [ID<Person>]
    private let quiet: Set<ID<Person>>
    private let asked: ID<Person>?
    /// Whether the absence that nobody has explained is still to come.
    private var isToBeAsked = false
    /// Whoever has been away every day, past every limit.
    private let longAway: ID<Person>?
    private var ill: Set<ID<Person>> = []
    private var dice = Sample.Dice(seed: 11)

    init(_ pupils: [ID<Person>], _ asked: ID<Person>?, _ quiet: Set<ID<Person>>) {
        let free = pupils.filter { $0 != asked && !quiet.contains($0) }
        (self.pupils, self.asked, self.quiet) = (pupils, asked, quiet)
        longAway = free.isEmpty ? nil : free[free.count / 2]
    }

    /// Every morning some fall ill, and others are well again; on the last one a child is simply not there.
    mutating func wake(isLast: Bool) {
        isToBeAsked = isLast
        for pupil in pupils where !quiet.contains(pupil) && pupil != asked {
            let isIll = dice.chance(perMille: ill.contains(pupil) ? 550 : 20)
            if isIll { ill.insert(pupil) } else { ill.remove(pupil) }
        }
    }

    mutating func exceptions(_ pupils: [ID<Person>]) -> [ID<Person>: RegisterSample.Exception] {
        pupils.reduce(into: [:]) { exceptions, pupil in
            if pupil == longAway || ill.contains(pupil) {
                exceptions[pupil] = .absent(.illness)
            } else if isToBeAsked, pupil == asked {
                exceptions[pupil] = .absent(.unexplained)
                isToBeAsked = false
            } else if pupil != asked, !quiet.contains(pupil), dice.below(300) == 0 {
                exceptions[pupil] = .late(minutes: 3 + dice.below(12))
            }
        }
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, in the order of the first.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
