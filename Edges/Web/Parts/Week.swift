/// A week of lessons: days across, lesson hours down.
package struct Week: Sendable {
    /// What is different about a lesson; its `note` says it in words.
    package enum State: String, Sendable { case usual, changed, gone, exam }

    /// One lesson in its place.
    package struct Lesson: Sendable {
        package var title: String
        /// When it ends, as "–9.00".
        package var ends: String?
        /// What is different or to be known about it.
        package var said: [String]
        package var note: String
        package var state: State

        package init(
            _ title: String, ends: String? = nil, said: [String] = [], note: String, state: State = .usual
        ) {
            (self.title, self.ends, self.said, self.note, self.state) = (title, ends, said, note, state)
        }
    }

    /// One lesson hour: when it begins, and what each day has there.
    package struct Hour: Sendable {
        package var begins: String
        /// Day by day; two lessons of one pupil at one time are both there.
        package var lessons: [[Lesson]]

        package init(_ begins: String, _ lessons: [Lesson?]) {
            self.init(begins, all: lessons.map { $0.map { [$0] } ?? [] })
        }

        package init(_ begins: String, all lessons: [[Lesson]]) { (self.begins, self.lessons) = (begins, lessons) }
    }

    package var caption: String
    package var days: [String]
    /// The index of today among `days`.
    package var today: Int?
    package var hours: [Hour]
    /// The heading of the column of hours.
    package var hourTitle: String
    /// What the days before today are called, folded where the days stand below each other.
    package var earlierTitle: String?

    package init(
        _ caption: String, hourTitle: String, days: [String], today: Int? = nil, earlierTitle: String? = nil,
        hours: [Hour]
    ) {
        (self.caption, self.hourTitle, self.days, self.today, self.hours) = (caption, hourTitle, days, today, hours)
        self.earlierTitle = earlierTitle
    }
}

extension Part {
    /// The timetable as a table with headers, and as a list of days where the place is too narrow for it: that begins with
    /// today, the days before folded above.
    package static func week(_ week: Week) -> HTML {
        let heads = week.days.enumerated().map { index, day -> HTML in
            "<th scope=\"col\"\(attribute: "aria-current", index == week.today ? "date" : nil)>\(day)</th>"
        }
        let rows = week.hours.map { hour -> HTML in
            let cells = week.days.indices.map { weekCell($0 < hour.lessons.count ? hour.lessons[$0] : []) }
            return "<tr><th scope=\"row\" class=\"num\">\(hour.begins)</th>\(cells)</tr>"
        }
        return """
            <div class="week-place"><table class="week">\
            <caption class="visually-hidden">\(week.caption)</caption><thead><tr>\
            <th scope="col"><span class="visually-hidden">\(week.hourTitle)</span></th>\(heads)</tr></thead>\
            <tbody>\(rows)</tbody></table>\
            <div class="week-list">\(weekDays(week))</div></div>
            """
    }

    private static func weekDays(_ week: Week) -> HTML {
        guard let title = week.earlierTitle, let today = week.today else {
            return HTML(week.days.indices.map { weekDay($0, of: week) })
        }
        let earlier = HTML(week.days.indices[..<today].map { weekDay($0, of: week) })
        let rest = HTML(week.days.indices[today...].map { weekDay($0, of: week) })
        return "\(earlier.isEmpty ? .nothing : disclosure(title, earlier))\(rest)"
    }

    private static func weekCell(_ lessons: [Week.Lesson]) -> HTML {
        guard let lesson = lessons.first else { return "<td class=\"blank\"></td>" }
        if lessons.count == 1 {
            return "<td class=\"lesson \(lesson.state.rawValue)\">\(weekLesson(lesson))</td>"
        }
        let all = lessons.map { "<div class=\"lesson \($0.state.rawValue)\">\(weekLesson($0))</div>" as HTML }
        return "<td class=\"several\">\(all)</td>"
    }

    private static func weekLesson(_ lesson: Week.Lesson) -> HTML {
        let ends: HTML? = lesson.ends.map { "<span class=\"until num\">\($0)</span>" }
        let rest: HTML = lesson.note.isEmpty ? .nothing : "\(ends == nil ? "" : " · ")\(lesson.note)"
        return """
            <b>\(lesson.title)</b>\(weekSaid(lesson))<span class="lesson-note">\(mark(lesson, isAbove: false))\
            <span>\(ends)\(rest)</span></span>
            """
    }

    private static func weekDay(_ index: Int, of week: Week) -> HTML {
        let lines = week.hours.flatMap { hour -> [HTML] in
            guard index < hour.lessons.count else { return [] }
            return hour.lessons[index].map { lesson in
                let ends: HTML? = lesson.ends.map { "<small>\($0)</small>" }
                let note: HTML =
                    lesson.note.isEmpty
                    ? .nothing
                    : "<span class=\"lesson-note\">\(mark(lesson, isAbove: false))<span>\(lesson.note)</span></span>"
                return """
                    <li class="line \(lesson.state.rawValue)"><span class="times num">\(hour.begins)\(ends)</span>\
                    <div class="what"><span class="title">\(lesson.title)</span>\(weekSaid(lesson))\(note)</div></li>
                    """
            }
        }
        guard !lines.isEmpty else { return .nothing }
        return """
            <div class="day"><h3\(attribute: "aria-current", index == week.today ? "date" : nil)\
            >\(week.days[index])</h3>\
            <ol class="lines">\(lines)</ol></div>
            """
    }

    private static func weekSaid(_ lesson: Week.Lesson) -> HTML {
        guard !lesson.said.isEmpty else { return .nothing }
        return """
            <span class="lesson-said">\(mark(lesson, isAbove: true))\
            <span>\(lesson.said.joined(separator: " · "))</span></span>
            """
    }

    /// The icon of a lesson that is not usual, before the first words about it.
    private static func mark(_ lesson: Week.Lesson, isAbove: Bool) -> HTML {
        guard isAbove != lesson.said.isEmpty else { return .nothing }
        switch lesson.state {
        case .usual: return .nothing
        case .changed: return Icon.swap()
        case .gone: return Icon.close()
        case .exam: return Icon.pencil()
        }
    }
}
