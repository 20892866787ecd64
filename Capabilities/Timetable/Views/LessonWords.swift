import Base
import Directory
import Web

extension Timetable {
    /// A lesson of a day as a line, with what is different said in words.
    func line(
        _ held: HeldLesson, _ model: TimetableModel, _ visit: Visit, _ words: TimetableWords, now minute: Int?
    ) -> DayLine {
        let isOn = held.isOn && !model.hasLeft(held)
        let said = model.remarks(on: held).map { $0.said(visit) }
        let notes = held.notes + ([lunch(held, words)] + said.map(\.note)).compactMap { $0 }
        let children = model.names.isEmpty ? [] : held.persons.compactMap { model.names[$0] }.sorted(by: Self.order)
        return DayLine(
            held.lesson.subject, begins: words.days.clock(held.time.begins), ends: words.days.clock(held.time.ends),
            place: place(held, model, isShort: false, children: children.map(\.called)),
            note: notes.isEmpty ? nil : notes.joined(separator: " · "),
            who: HTML(children.map { Part.avatar($0.full) }),
            tags: tags(held, model, words) + said.flatMap(\.tags).map { Part.tag($0.text, $0.meaning, icon: $0.icon) },
            act: HTML(said.map(\.act)),
            isNow: isOn && minute.map(held.time.contains) ?? false, isCancelled: !isOn)
    }

    private static func order(_ left: PersonName, _ right: PersonName) -> Bool { left.sortKey < right.sortKey }

    /// Whose it is, where, and with whom: "Aino · 115 · Laine".
    func place(_ held: HeldLesson, _ model: TimetableModel, isShort: Bool, children: [String] = []) -> String? {
        let teachers = model.showsTeachers ? held.lesson.teachers.compactMap { model.shown($0, isShort: isShort) } : []
        let groups = model.showsGroups ? held.lesson.groups.map { $0.title(beside: held.lesson.subject) } : []
        let room = model.room == nil ? [held.room].compactMap { $0 } : []
        let parts = [children, groups, room, teachers].map { $0.joined(separator: ", ") }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    /// What is different, each as a tag with its own word.
    private func tags(_ held: HeldLesson, _ model: TimetableModel, _ words: TimetableWords) -> [HTML] {
        differences(held, model, words).map { difference in
            Part.tag(difference.text, difference.isGone ? .notice : .plain, icon: difference.isGone ? .close : .swap)
        }
    }

    /// What is different about a lesson, in words.
    func differences(
        _ held: HeldLesson, _ model: TimetableModel, _ words: TimetableWords
    ) -> [(text: String, isGone: Bool)] {
        var said: [(text: String, isGone: Bool)] = []
        switch held.state {
        case .usual: break
        case .extra: said.append((words(.extra), false))
        case .cancelled: return [(words(.cancelled), true)]
        case .movedTo(let day, let time): return [(words(.movedTo, ["when": moment(day, time, words)]), true)]
        case .movedFrom(let day, let time):
            // Within the day the hour says enough.
            let when = day == held.day ? words.days.atClock(time.begins) : moment(day, time, words)
            said.append((words(.movedFrom, ["when": when]), false))
        }
        if held.isRoomChanged { said.append((words(.roomChanged, ["room": held.room ?? "–"]), model.hasLeft(held))) }
        if model.isStoodIn(held) {
            let names = held.lesson.teachers.compactMap { model.shown($0) }.joined(separator: ", ")
            said.append((names.isEmpty ? words(.standingInOnly) : words(.standingIn, ["name": names]), false))
        } else if let substitute = held.substitute, let name = model.shown(substitute) {
            said.append((words(.substitute, ["name": name]), false))
        }
        return said
    }

    /// "ke 25.11. klo 12.15"
    private func moment(_ day: CivilDate, _ time: LessonTime, _ words: TimetableWords) -> String {
        "\(words.days.day(day)) \(words.days.atClock(time.begins))"
    }

    private func lunch(_ held: HeldLesson, _ words: TimetableWords) -> String? {
        held.time.lunch.map {
            words(.lunch, ["time": words.days.clock($0.lowerBound, to: $0.upperBound)])
        }
    }
}

extension TimetableModel {
    /// Whether the lesson is in another room than the one that is looked at.
    func hasLeft(_ held: HeldLesson) -> Bool { room.map { $0 != held.room } ?? false }
}

extension Timetable {
    /// The lessons of a week: a row for each time at which any begins, a column for each day that has any.
    func weekTable(_ model: TimetableModel, _ visit: Visit, _ words: TimetableWords) -> Week {
        let all = model.days(visit.today).map { day in (day: day, lessons: model.lessons(on: day)) }
        let days = all.filter { $0.day.weekday <= 5 || !$0.lessons.isEmpty }
        let begins = Set(days.flatMap(\.lessons).map(\.time.begins)).sorted()
        let hours = begins.map { minute in
            Week.Hour(
                words.days.clock(minute),
                all: days.map { day in
                    day.lessons.filter { $0.time.begins == minute }.map { weekLesson($0, model, visit, words) }
                })
        }
        let titles = days.map { day in
            [words.days.date(day.day), day.day == visit.today ? words.parts(.today) : model.plan.holiday(on: day.day)]
                .compactMap { $0 }.joined(separator: " ")
        }
        let monday = model.asked.monday(visit.today)
        return Week(
            words(
                .weekTitle,
                [
                    "week": String(WeekNumber.of(monday)),
                    "days": "\(words.days.date(monday))–\(words.days.date(monday.adding(days: 6)))",
                ]),
            hourTitle: words(.hour), days: titles, today: days.firstIndex { $0.day == visit.today },
            earlierTitle: words(.earlierDays), hours: hours)
    }

    private func weekLesson(
        _ held: HeldLesson, _ model: TimetableModel, _ visit: Visit, _ words: TimetableWords
    ) -> Week.Lesson {
        let children = held.persons.compactMap { model.names[$0]?.called }.sorted()
        let differences = differences(held, model, words)
        let isOn = held.isOn && !model.hasLeft(held)
        let remarks = model.remarks(on: held)
        let said = remarks.map { $0.said(visit) }.flatMap { [$0.note].compactMap { $0 } + $0.tags.map(\.text) }
        return Week.Lesson(
            held.lesson.subject, ends: words(.until, ["time": words.days.clock(held.time.ends)]),
            said: differences.map(\.text) + said + held.notes,
            note: (isOn ? place(held, model, isShort: true, children: children) : nil)
                ?? children.joined(separator: ", "),
            state: !isOn ? .gone : remarks.contains(where: \.isExam) ? .exam : differences.isEmpty ? .usual : .changed)
    }
}
