import Accounts
import Base
import Web

extension Timetable {
    /// A day with its neighbours, today with the next school day, or a week.
    func page(_ model: TimetableModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let content: HTML = """
            \(heading(model, words))
            \(Part.tabs(words(.views), views(model, words)))\
            \(model.asked.isWeek ? week(model, visit, words) : days(model, visit, words))
            \(calendar(model, words))\(changes(model, visit))
            """
        let title = model.title.map { "\(words(.title)): \($0)" } ?? words(.title)
        return Page(title: title, content: content, place: model.place, acting: model.acting)
    }

    /// The way to the own calendar, where there is one.
    private func calendar(_ model: TimetableModel, _ words: TimetableWords) -> HTML {
        guard let link = model.calendar else { return .nothing }
        return Part.acts([Part.linkButton(words(.calendar), to: link, look: .plain, icon: .device)])
    }

    /// The way to change the lessons of the day that is shown.
    private func changes(_ model: TimetableModel, _ visit: Visit) -> HTML {
        guard let link = model.changes else { return .nothing }
        let day = (model.asked.day ?? visit.today).description
        return Part.acts([
            Part.linkButton(changeWords(in: visit.language)(.changeOfGroup), to: link.with(["day": day]), icon: .pencil)
        ])
    }

    private func heading(_ model: TimetableModel, _ words: TimetableWords) -> HTML {
        guard let title = model.title else {
            return Part.heading(words(.title), lead: model.names.isEmpty ? nil : words(.family))
        }
        return Part.heading(title, over: model.above?.title, back: model.above?.link, lead: words(.title))
    }

    private func views(_ model: TimetableModel, _ words: TimetableWords) -> [Tab] {
        let day = model.asked.day?.description ?? ""
        return [
            Tab(words(.day), to: model.link.with(["day": day]), isCurrent: !model.asked.isWeek),
            Tab(words(.week), to: model.link.with(["view": "week", "day": day]), isCurrent: model.asked.isWeek),
        ]
    }

    private func days(_ model: TimetableModel, _ visit: Visit, _ words: TimetableWords) -> HTML {
        guard !model.plan.lessons.isEmpty else {
            return Part.empty(words(.noTimetable), words(.noTimetableText), icon: .calendar)
        }
        let sections = model.days(visit.today).map { day in self.day(day, model, visit, words) }
        return """
            \(weekDays(model, visit, words))\(sections)\(around(model, visit, words))
            """
    }

    /// One day: its lessons, or why there are none.
    private func day(
        _ day: CivilDate, _ model: TimetableModel, _ visit: Visit, _ words: TimetableWords
    ) -> HTML {
        let (name, note) = dayTitle(day, words)
        let lessons = model.lessons(on: day)
        guard !lessons.isEmpty else {
            let why = model.plan.holiday(on: day)
            return Part.card(name, note: note, Part.quiet(why ?? words(.noLessons)))
        }
        let minute = day == visit.today ? visit.now.local.minute : nil
        let lines = lessons.map { line($0, model, visit, words, now: minute) }
        return Part.timeLine(name, note: note, lines, words.parts)
    }

    /// "Tänään" and the date beside it; a day farther away by its name alone.
    func dayTitle(_ day: CivilDate, _ words: TimetableWords) -> (String, String?) {
        let name = words.days.day(day)
        let date = words.days.date(day)
        return name == date
            ? (words.days.long(day).capitalizedFirst, nil) : (name.capitalizedFirst, date)
    }

    /// The days of the week that is shown: Monday to Friday, and the others when there is something.
    private func weekDays(_ model: TimetableModel, _ visit: Visit, _ words: TimetableWords) -> HTML {
        let shown = model.asked.day ?? visit.today
        let monday = model.asked.monday(visit.today)
        let days = (0..<7).map { monday.adding(days: $0) }.filter {
            $0.weekday <= 5 || $0 == shown || !model.lessons(on: $0).isEmpty
        }
        return Part.days(
            words(.weekDays),
            days.map { day in
                DayLink(
                    words.days.weekday(day), String(day.day), name: words.days.long(day),
                    to: model.link.with(["day": day.description]), isCurrent: day == shown)
            })
    }

    /// The way to the week before and after, and back to where a timetable opens.
    private func around(_ model: TimetableModel, _ visit: Visit, _ words: TimetableWords) -> HTML {
        let opening = model.link.with(["view": model.asked.isWeek ? "week" : ""])
        let isAway =
            model.asked.isWeek
            ? model.asked.monday(visit.today) != AskedDay().monday(visit.today) : model.asked.day != nil
        let back = Part.linkButton(
            words(model.asked.isWeek ? .thisWeek : .today), to: opening, look: .plain, icon: .calendar)
        return "\(weeks(model, visit, words, isBelow: true))\(isAway ? Part.acts([back]) : .nothing)"
    }

    private func week(_ model: TimetableModel, _ visit: Visit, _ words: TimetableWords) -> HTML {
        guard !model.plan.lessons.isEmpty else {
            return Part.empty(words(.noTimetable), words(.noTimetableText), icon: .calendar)
        }
        let table = weekTable(model, visit, words)
        let lead = Part.quiet(table.caption)
        let content =
            table.hours.isEmpty
            ? Part.empty(words(.noLessons), words(.noLessonsText), icon: .calendar) : Part.week(table)
        return "<p>\(lead)</p>\(weeks(model, visit, words, isBelow: false))\(content)\(around(model, visit, words))"
    }

    /// The weeks before and after: below what is shown, and above a week too, which is long on a phone.
    private func weeks(
        _ model: TimetableModel, _ visit: Visit, _ words: TimetableWords, isBelow: Bool
    ) -> HTML {
        let monday = model.asked.monday(visit.today)
        func week(_ text: TimetableText, _ days: Int) -> (text: String, link: Link) {
            let day = monday.adding(days: days).description
            return (words(text), model.link.with(["view": model.asked.isWeek ? "week" : "", "day": day]))
        }
        return Part.ways(
            words(isBelow ? .weeksBelow : .week), first: nil, before: week(.weekBefore, -7),
            after: week(.weekAfter, 7), last: nil)
    }
}
