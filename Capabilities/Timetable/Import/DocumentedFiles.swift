import Base
import Foundation

/// `bells.csv`: schedule, hour, begins, ends, groups. The hour `lunch` is the lunch of the schedule.
enum BellFile {
    static let columns = ["schedule", "hour", "begins", "ends", "groups"]

    static func schedules(
        _ bytes: [UInt8], _ problems: inout [TimetableProblem]
    ) -> [EditionDraft.Schedule]? {
        guard
            let table = SheetTable(
                bytes, named: "bells.csv", columns: ["schedule", "hour", "begins", "ends"], &problems)
        else { return nil }
        var schedules: [EditionDraft.Schedule] = []
        for row in table.rows {
            guard let title = row.required("schedule", &problems), let time = time(row, &problems) else { continue }
            if !schedules.contains(where: { $0.title == title }) { schedules.append(.init(title: title)) }
            guard let place = schedules.firstIndex(where: { $0.title == title }) else { continue }
            schedules[place].groups += row.list("groups")
            if row.text("hour").lowercased() == "lunch" {
                schedules[place].lunch = time
            } else if let hour = row.number("hour", 0...20, .number, &problems) {
                let overlaps = schedules[place].hours.contains { $0.key == hour || $0.value.overlaps(time) }
                if overlaps { problems.append(TimetableProblem(.overlap, table.name, line: row.line, "\(hour)")) }
                schedules[place].hours[hour] = time
            }
        }
        return schedules
    }

    private static func time(_ row: SheetTable.Row, _ problems: inout [TimetableProblem]) -> Range<Int>? {
        let (begins, ends) = (minute(row.text("begins")), minute(row.text("ends")))
        guard let begins, let ends, begins < ends else {
            let value = "\(row.text("begins"))–\(row.text("ends"))"
            problems.append(TimetableProblem(.time, row.file, line: row.line, value))
            return nil
        }
        return begins..<ends
    }

    /// "8.15", "08:15".
    static func minute(_ text: String) -> Int? {
        let parts = text.split(whereSeparator: { $0 == "." || $0 == ":" })
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}

/// `days.csv`: kind (`holiday`, `school`), first, last, follows, title.
enum DayFile {
    static let columns = ["kind", "first", "last", "follows", "title"]

    static func days(_ bytes: [UInt8], _ problems: inout [TimetableProblem]) -> [SpecialDays]? {
        guard let table = SheetTable(bytes, named: "days.csv", columns: ["kind", "first", "title"], &problems) else {
            return nil
        }
        return table.rows.compactMap { row in
            guard let kind = SpecialDays.Kind(rawValue: row.text("kind")) else {
                problems.append(TimetableProblem(.kind, row.file, line: row.line, row.text("kind")))
                return nil
            }
            guard row.required("first", &problems) != nil, let first = row.day("first", &problems) else { return nil }
            let last = row.text("last").isEmpty ? first : row.day("last", &problems)
            guard let last else { return nil }
            guard first <= last else {
                problems.append(TimetableProblem(.order, row.file, line: row.line, row.text("last")))
                return nil
            }
            let follows = row.text("follows").isEmpty ? nil : row.number("follows", 1...7, .weekday, &problems)
            return SpecialDays(kind, first...last, follows: follows, title: row.text("title"))
        }
    }
}

/// `lessons.csv`: number, subject, groups, teachers, room, weekday, hour, length, schedule, first, last.
enum LessonFile {
    static let columns = [
        "number", "subject", "groups", "teachers", "room", "weekday", "hour", "length", "schedule", "first", "last",
    ]

    static func slots(_ bytes: [UInt8], _ problems: inout [TimetableProblem]) -> [EditionDraft.Slot]? {
        let columns = ["number", "subject", "groups", "teachers", "weekday", "hour"]
        guard let table = SheetTable(bytes, named: "lessons.csv", columns: columns, &problems) else { return nil }
        return table.rows.compactMap { row in
            guard let number = row.required("number", &problems), let subject = row.required("subject", &problems),
                let weekday = row.number("weekday", 1...7, .weekday, &problems), let hours = hours(row, &problems)
            else { return nil }
            let (first, last) = (row.day("first", &problems), row.day("last", &problems))
            if let first, let last, first > last {
                problems.append(TimetableProblem(.order, row.file, line: row.line, row.text("last")))
                return nil
            }
            let schedule = row.text("schedule")
            var slot = EditionDraft.Slot(
                number: number, subject: subject, groups: row.list("groups"), teachers: row.list("teachers"),
                room: row.list("room").first, weekday: weekday, hours: hours,
                schedule: schedule.isEmpty ? nil : schedule, line: row.line)
            if let first, let last { slot.days = first...last }
            return slot
        }
    }

    static func hours(_ row: SheetTable.Row, _ problems: inout [TimetableProblem]) -> ClosedRange<Int>? {
        guard let hour = row.number("hour", 0...20, .number, &problems) else { return nil }
        let length = row.text("length").isEmpty ? 1 : row.number("length", 1...12, .number, &problems)
        return length.map { hour...(hour + $0 - 1) }
    }
}

/// `changes.csv`: number, day, hour, kind, and by kind new_day, new_hour, room, teacher; an extra lesson has subject,
/// groups, teachers, room and length as in `lessons.csv`.
enum ChangeFile {
    static let columns = [
        "number", "day", "hour", "kind", "new_day", "new_hour", "room", "teacher", "subject", "groups", "teachers",
        "length", "note",
    ]

    static func changes(
        _ bytes: [UInt8], _ problems: inout [TimetableProblem]
    ) -> ([EditionDraft.Change], extras: [EditionDraft.Slot]) {
        let columns = ["number", "day", "hour", "kind"]
        guard let table = SheetTable(bytes, named: "changes.csv", columns: columns, &problems) else { return ([], []) }
        var (changes, extras): ([EditionDraft.Change], [EditionDraft.Slot]) = ([], [])
        for row in table.rows {
            guard let number = row.required("number", &problems), row.required("day", &problems) != nil,
                let day = row.day("day", &problems), let hours = LessonFile.hours(row, &problems)
            else { continue }
            let note = row.text("note").isEmpty ? nil : row.text("note")
            if row.text("kind") == "extra" {
                guard let subject = row.required("subject", &problems) else { continue }
                extras.append(
                    EditionDraft.Slot(
                        number: number, subject: subject, groups: row.list("groups"), teachers: row.list("teachers"),
                        room: row.list("room").first, weekday: day.weekday, hours: hours, days: day...day,
                        isExtra: true, note: note, line: row.line))
            } else if let what = what(row, &problems) {
                changes.append(
                    .init(number: number, day: day, hour: hours.lowerBound, what: what, note: note, line: row.line))
            }
        }
        return (changes, extras)
    }

    private static func what(
        _ row: SheetTable.Row, _ problems: inout [TimetableProblem]
    ) -> EditionDraft.Change.What? {
        switch row.text("kind") {
        case "cancelled": return .cancelled
        case "room": return row.required("room", &problems).map { .room($0) }
        case "substitute": return row.required("teacher", &problems).map { .substitute($0) }
        case "moved":
            guard row.required("new_day", &problems) != nil, let day = row.day("new_day", &problems),
                let hour = row.number("new_hour", 0...20, .number, &problems)
            else { return nil }
            return .moved(to: day, hours: hour)
        default:
            problems.append(TimetableProblem(.kind, row.file, line: row.line, row.text("kind")))
            return nil
        }
    }
}
