import Base
import Testing
import Timetable

@Suite struct LessonPlanTests {
    private let tuesday = Trial.day("2026-11-24")

    private func subjects(_ plan: LessonPlan, _ day: String) -> [String] {
        plan.lessons(on: Trial.day(day)).map(\.lesson.subject)
    }

    @Test func `a lesson comes back every week of its period, in the order of the day`() {
        let plan = Trial.plan([Trial.lesson("B", 1, 600, 645), Trial.lesson("A", 1), Trial.lesson("C", 2)])
        #expect(subjects(plan, "2026-11-23") == ["A", "B"])
        #expect(subjects(plan, "2026-11-30") == ["A", "B"])
        #expect(subjects(plan, "2026-11-24") == ["C"])
        #expect(subjects(plan, "2027-06-07") == [])
    }

    @Test func `a period begins and ends with its days`() {
        let period = Trial.day("2026-10-05")...Trial.day("2026-11-23")
        let plan = Trial.plan([Trial.lesson("MAA3", 1, days: period)])
        #expect(subjects(plan, "2026-10-05") == ["MAA3"])
        #expect(subjects(plan, "2026-11-23") == ["MAA3"])
        #expect(subjects(plan, "2026-09-28") == [])
        #expect(subjects(plan, "2026-11-30") == [])
    }

    @Test func `on a Saturday that follows Monday Monday's lessons are held`() {
        let saturday = Trial.day("2026-12-12")
        let plan = Trial.plan(
            [Trial.lesson("A", 1), Trial.lesson("F", 5)], [],
            [SpecialDays(.school, saturday...saturday, follows: 1, title: "Lauantaityöpäivä")])
        #expect(plan.lessons(on: saturday).map(\.lesson.subject) == ["A"])
        #expect(plan.nextDay(after: Trial.day("2026-12-11")) == saturday)
    }

    @Test func `in a holiday there are no lessons, but an extra one stands`() {
        var extra = Trial.lesson("Tukiopetus", 1, days: Trial.monday...Trial.monday)
        extra.isExtra = true
        let plan = Trial.plan(
            [Trial.lesson("A", 1), extra], [], [SpecialDays(.holiday, Trial.monday...tuesday, title: "Loma")])
        #expect(plan.lessons(on: Trial.monday).map(\.state) == [.extra])
        #expect(plan.holiday(on: Trial.monday) == "Loma")
        #expect(plan.holiday(on: Trial.day("2026-11-25")) == nil)
    }

    @Test func `two lessons at one time are both shown`() {
        let plan = Trial.plan([Trial.lesson("Musiikki", 1), Trial.lesson("Saksa", 1)])
        #expect(plan.lessons(on: Trial.monday).map(\.lesson.subject) == ["Musiikki", "Saksa"])
    }

    @Test(arguments: [
        ("7A matematiikka", "Matematiikka", "7A"), ("7 islam", "Islam", "7"), ("7A", "Matematiikka", "7A"),
        ("Matematiikka", "Matematiikka", "Matematiikka"), ("9AB ruotsi", "Englanti", "9AB ruotsi"),
        ("1A äidinkieli ja kirjallisuus", "Äidinkieli ja kirjallisuus", "1A"),
    ])
    func `beside its subject a group is called without it`(_ title: String, _ subject: String, _ short: String) {
        #expect(LessonGroup(id: .new(at: Instant(milliseconds: 1)), title: title).title(beside: subject) == short)
    }

    @Test func `half a group studies half the week`() {
        let plan = Trial.plan([Trial.lesson("Esiopetus", 1), Trial.lesson("Esiopetus", 4)])
        #expect(plan.nextDay(after: Trial.monday) == Trial.day("2026-11-26"))
        #expect(plan.nextDay(after: Trial.day("2026-11-26")) == Trial.day("2026-11-30"))
    }

    @Test func `a lesson is mine from the day I came to the day before I left`() {
        let seat = Lesson.Seat(person: Trial.aino, begins: Trial.monday, ends: Trial.day("2026-12-07"))
        let plan = Trial.plan([Trial.lesson("A", 1, seats: [seat])])
        #expect(subjects(plan, "2026-11-16") == [])
        #expect(subjects(plan, "2026-11-23") == ["A"])
        #expect(subjects(plan, "2026-11-30") == ["A"])
        #expect(subjects(plan, "2026-12-07") == [])
    }

    @Test func `a lesson that two children share is both's, once`() {
        let plan = Trial.plan([
            Trial.lesson("Uskonto", 1, seats: [Lesson.Seat(person: Trial.aino), Lesson.Seat(person: Trial.eetu)]),
            Trial.lesson("A", 1, 600, 645),
        ])
        #expect(plan.lessons(on: Trial.monday).map(\.persons) == [[Trial.aino, Trial.eetu], [Trial.aino]])
        #expect(plan.lessons(on: Trial.monday, of: Trial.eetu).map(\.lesson.subject) == ["Uskonto"])
    }

    @Test func `a substitute has the lesson on the one day only`() {
        let seat = Lesson.Seat(person: Trial.substitute.id, only: Trial.monday)
        let lesson = Trial.lesson("A", 1, seats: [seat])
        let change = LessonChange(lesson.id, held: Trial.monday, .substitute(Trial.substitute))
        let plan = Trial.plan([lesson], [change])
        #expect(plan.lessons(on: Trial.monday).map(\.substitute) == [Trial.substitute])
        #expect(subjects(plan, "2026-11-30") == [])
        #expect(subjects(plan, "2026-11-16") == [])
    }

    @Test func `a substitute follows a lesson that was moved`() {
        let lesson = Trial.lesson("A", 1, seats: [Lesson.Seat(person: Trial.substitute.id, only: Trial.monday)])
        let plan = Trial.plan(
            [lesson],
            [
                LessonChange(lesson.id, held: Trial.monday, .substitute(Trial.substitute)),
                LessonChange(lesson.id, held: Trial.monday, .moved(to: tuesday, LessonTime(600, 645))),
            ])
        #expect(plan.lessons(on: tuesday).filter(\.isOn).map(\.substitute) == [Trial.substitute])
    }
}

@Suite struct LessonChangeTests {
    private let lesson = Trial.lesson("Biologia", 1)
    private let tuesday = Trial.day("2026-11-24")

    private func plan(_ whats: LessonChange.What..., note: String? = nil) -> LessonPlan {
        Trial.plan([lesson], whats.map { LessonChange(lesson.id, held: Trial.monday, $0, note: note) })
    }

    @Test func `a cancelled lesson stays to be seen, and only on its day`() {
        let plan = plan(.cancelled, note: "Opettaja koulutuksessa")
        let held = plan.lessons(on: Trial.monday)
        #expect(held.map(\.state) == [.cancelled])
        #expect(held.map(\.isOn) == [false])
        #expect(held.map(\.notes) == [["Opettaja koulutuksessa"]])
        #expect(plan.lessons(on: Trial.day("2026-11-30")).map(\.state) == [.usual])
    }

    @Test func `a moved lesson is told of on both days and takes place on one`() {
        let later = LessonTime(700, 745)
        let plan = plan(.moved(to: tuesday, later))
        #expect(plan.lessons(on: Trial.monday).map(\.state) == [.movedTo(tuesday, later)])
        #expect(plan.lessons(on: tuesday).map(\.state) == [.movedFrom(Trial.monday, lesson.time)])
        #expect(plan.lessons(on: tuesday).map(\.time) == [later])
        #expect((plan.lessons(on: Trial.monday) + plan.lessons(on: tuesday)).map(\.isOn) == [false, true])
        #expect(plan.lessons(on: tuesday).map(\.held) == [Trial.monday])
    }

    @Test func `a lesson moved within its day is there once`() {
        let held = plan(.moved(to: Trial.monday, LessonTime(700, 745))).lessons(on: Trial.monday)
        #expect(held.map(\.time.begins) == [700])
        #expect(held.map(\.state) == [.movedFrom(Trial.monday, lesson.time)])
    }

    @Test func `moved, in another room and with a substitute at once`() {
        let held = plan(
            .moved(to: tuesday, LessonTime(700, 745)), .room("118"), .substitute(Trial.substitute)
        ).lessons(on: tuesday)
        #expect(held.map(\.room) == ["118"])
        #expect(held.map(\.isRoomChanged) == [true])
        #expect(held.map(\.substitute) == [Trial.substitute])
    }

    @Test func `what is cancelled after it was moved takes place nowhere`() {
        let plan = plan(.moved(to: tuesday, LessonTime(700, 745)), .cancelled)
        #expect((plan.lessons(on: Trial.monday) + plan.lessons(on: tuesday)).filter(\.isOn) == [])
    }

    @Test func `a lesson can be moved to a day off, and a change of a day without it is nothing`() {
        let saturday = Trial.day("2026-11-28")
        #expect(plan(.moved(to: saturday, LessonTime(600, 645))).lessons(on: saturday).count == 1)
        let idle = Trial.plan([lesson], [LessonChange(lesson.id, held: tuesday, .moved(to: saturday, lesson.time))])
        #expect(idle.lessons(on: saturday) == [])
    }

    @Test func `a day of cancelled lessons is still the next day`() {
        #expect(plan(.cancelled).nextDay(after: Trial.day("2026-11-20")) == Trial.monday)
    }

    @Test func `lunch within a lesson is a break in it, beside it is not`() {
        let lunch = 660..<705
        let double = LessonTime(615, 750, lunch: lunch)
        #expect(double.lunch == lunch)
        #expect(double.contains(650) && !double.contains(680) && double.contains(705) && !double.contains(750))
        #expect(LessonTime(615, 660, lunch: lunch).lunch == nil)
        #expect(LessonTime(705, 750, lunch: lunch).lunch == nil)
    }
}
