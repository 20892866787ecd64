import Base

/// `GPU001.TXT`, the timetable as Untis writes it: lesson number, class, teacher, subject, room, day, hour, length; no
/// header, and a row for every hour, class and teacher of a lesson.
enum UntisFile {
    static let name = "GPU001.TXT"

    static func slots(_ bytes: [UInt8], _ problems: inout [TimetableProblem]) -> [EditionDraft.Slot]? {
        guard let records = SheetText.records(bytes) else {
            problems.append(TimetableProblem(.encoding, name))
            return nil
        }
        var found: [EditionDraft.Slot] = []
        var places: [[String]: Int] = [:]
        for record in records {
            guard let slot = slot(record, &problems) else { continue }
            // One lesson of several classes and teachers is several rows; one in two rooms is two lessons.
            let key = [slot.number, slot.subject, slot.room ?? "", "\(slot.weekday)", "\(slot.hours.lowerBound)"]
            if let place = places[key] {
                found[place].groups = added(slot.groups, to: found[place].groups)
                found[place].teachers = added(slot.teachers, to: found[place].teachers)
            } else {
                places[key] = found.count
                found.append(slot)
            }
        }
        return joined(found)
    }

    private static func slot(
        _ record: SheetText.Record, _ problems: inout [TimetableProblem]
    ) -> EditionDraft.Slot? {
        let fields = record.fields
        guard fields.count >= 7, !fields[0].isEmpty else {
            problems.append(TimetableProblem(.fieldMissing, name, line: record.line, "1–7"))
            return nil
        }
        guard let weekday = Int(fields[5]), (1...7).contains(weekday) else {
            problems.append(TimetableProblem(.weekday, name, line: record.line, fields[5]))
            return nil
        }
        let length = fields.count > 7 && !fields[7].isEmpty ? Int(fields[7]) : 1
        guard let hour = Int(fields[6]), (0...20).contains(hour), let length, (1...12).contains(length) else {
            problems.append(TimetableProblem(.number, name, line: record.line, fields[6]))
            return nil
        }
        func list(_ index: Int) -> [String] { fields[index].isEmpty ? [] : [fields[index]] }
        return EditionDraft.Slot(
            number: fields[0], subject: fields[3], groups: list(1), teachers: list(2), room: list(4).first,
            weekday: weekday, hours: hour...(hour + length - 1), line: record.line)
    }

    private static func added(_ more: [String], to list: [String]) -> [String] {
        list + more.filter { !list.contains($0) }
    }

    /// Hours of one lesson that follow each other are one lesson.
    private static func joined(_ slots: [EditionDraft.Slot]) -> [EditionDraft.Slot] {
        let ordered = slots.sorted {
            ($0.number, $0.weekday, $0.subject, $0.room ?? "", $0.hours.lowerBound)
                < ($1.number, $1.weekday, $1.subject, $1.room ?? "", $1.hours.lowerBound)
        }
        return ordered.reduce(into: []) { joined, slot in
            guard var last = joined.last, last.number == slot.number, last.weekday == slot.weekday,
                last.subject == slot.subject, last.room == slot.room, last.groups == slot.groups,
                last.teachers == slot.teachers, last.hours.upperBound + 1 == slot.hours.lowerBound
            else { return joined.append(slot) }
            last.hours = last.hours.lowerBound...slot.hours.upperBound
            joined[joined.count - 1] = last
        }
    }
}
