import Base
import Foundation

extension Sample {
    /// Writes the timetable files of one school.
    struct TimetableFiles {
        private let grid: TimetableGrid
        private let year: SchoolYear
        private let today: CivilDate

        init(_ grid: TimetableGrid, year: SchoolYear, _ today: CivilDate) {
            (self.grid, self.year, self.today) = (grid, year, today)
        }

        /// Two lunch shifts: the classes of years 1–6 eat an hour before the others.
        func writeBells(to folder: URL) throws {
            let sheet = try Sheet("bells.csv", columns: ["schedule", "hour", "begins", "ends", "groups"], in: folder)
            let young = Set(grid.lessons.compactMap(\.group.homeroom)).filter { ("1"..."6").contains($0.prefix(1)) }
                .sorted().joined(separator: "|")
            let early = ["8.15", "9.15", "10.00", "11.30", "12.30", "13.30", "14.30", "15.30"]
            let late = ["8.15", "9.15", "10.15", "11.00", "12.30", "13.30", "14.30", "15.30"]
            for (title, times, lunch, groups) in [
                ("A", early, ("10.45", "11.30"), young), ("B", late, ("11.45", "12.30"), ""),
            ] where title == "B" || !young.isEmpty {
                for (index, begins) in times.enumerated() {
                    try sheet.row([
                        title, String(index + 1), begins, TimetableFiles.after45(begins), index == 0 ? groups : "",
                    ])
                }
                try sheet.row([title, "lunch", lunch.0, lunch.1, ""])
            }
            try sheet.close()
        }

        private static func after45(_ time: String) -> String {
            let parts = time.split(separator: ".").compactMap { Int($0) }
            let minute = (parts.first ?? 0) * 60 + (parts.last ?? 0) + 45
            return "\(minute / 60).\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
        }

        /// The holidays of the year, the last day included.
        private var holidays: [(first: CivilDate, last: CivilDate, title: String)] {
            let (first, second) = (year.startYear, year.startYear + 1)
            func monday(_ day: CivilDate) -> CivilDate { day.adding(days: 1 - day.weekday) }
            let (autumn, winter) = (monday(SchoolYear.day(first, 10, 15)), monday(SchoolYear.day(second, 2, 24)))
            return [
                (year.whole.begins, SchoolYear.day(first, 8, 9), "Kesäloma"),
                (autumn, autumn.adding(days: 6), "Syysloma"),
                (SchoolYear.day(first, 12, 6), SchoolYear.day(first, 12, 6), "Itsenäisyyspäivä"),
                (SchoolYear.day(first, 12, 20), SchoolYear.day(second, 1, 6), "Joululoma"),
                (winter, winter.adding(days: 6), "Talviloma"),
                (SchoolYear.day(second, 5, 1), SchoolYear.day(second, 5, 1), "Vappu"),
                (SchoolYear.day(second, 6, 6), year.whole.ends.adding(days: -1), "Kesäloma"),
            ]
        }

        /// The holidays, and a Saturday in December on which Friday's lessons are held.
        func writeDays(to folder: URL) throws {
            let sheet = try Sheet("days.csv", columns: ["kind", "first", "last", "follows", "title"], in: folder)
            for holiday in holidays {
                try sheet.row(["holiday", holiday.first.description, holiday.last.description, "", holiday.title])
            }
            let independence = SchoolYear.day(year.startYear, 12, 6)
            let saturday = independence.adding(days: 13 - independence.weekday)
            try sheet.row(["school", saturday.description, saturday.description, "5", "Lauantaityöpäivä"])
            try sheet.close()
        }

        func writeLessons(to folder: URL) throws {
            let sheet = try Sheet(
                "lessons.csv",
                columns: [
                    "number", "subject", "groups", "teachers", "room", "weekday", "hour", "length", "first", "last",
                ], in: folder)
            for lesson in grid.lessons {
                let group = lesson.group
                try sheet.row([
                    String(lesson.number), group.subject.title, group.code, group.teachers.joined(separator: "|"),
                    group.location, String(lesson.weekday), String(lesson.hour), String(lesson.length),
                    group.days.lowerBound.description, group.days.upperBound.description,
                ])
            }
            try sheet.close()
        }

        /// As Untis writes it: semicolons, Latin-1, a row for every hour, class and teacher. One class is written as
        /// nobody else does, and one teacher is the "N.N." of a post that was open when the file was made.
        func writeUntis(to folder: URL) throws {
            var rows: [String] = []
            for lesson in grid.lessons {
                let group = lesson.group
                for hour in lesson.hour..<(lesson.hour + lesson.length) {
                    for teacher in group.teachers.isEmpty ? ["NN"] : group.teachers {
                        rows.append(
                            "\(lesson.number);\"\(group.homeroom ?? group.code)\";\"\(teacher)\";"
                                + "\"\(group.subject.code)\";\"\(group.location)\";\(lesson.weekday);\(hour);;")
                    }
                }
            }
            rows.append("9001;\"KERHO\";\"NN\";\"KÄS\";\"C101\";3;7;;")
            let text = rows.joined(separator: "\r\n") + "\r\n"
            // A dash of the code's own is written as the hyphen that Latin-1 has.
            let bytes = text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "-") }
            try Data(bytes).write(to: folder.appending(path: "GPU001.TXT"))
        }

        /// A lively week around today, counted in school days: what is cancelled, moved, in another room, with a substitute, and extra.
        func writeChanges(to folder: URL) throws {
            let columns = [
                "number", "day", "hour", "kind", "new_day", "new_hour", "room", "teacher", "subject", "groups", "note",
            ]
            let sheet = try Sheet("changes.csv", columns: columns, in: folder)
            let teachers = Set(grid.lessons.flatMap(\.group.teachers)).sorted()
            for day in changedDays {
                let lessons = grid.lessons.filter { $0.weekday == day.weekday && $0.group.days.contains(day) }
                for (index, lesson) in lessons.enumerated() {
                    let key = [String(lesson.number), day.description, String(lesson.hour)]
                    switch index % 23 {
                    case 3: try sheet.row(key + ["cancelled", "", "", "", "", "", "", ""])
                    case 9 where !teachers.isEmpty:
                        let substitute = teachers[(index * 7) % teachers.count]
                        try sheet.row(key + ["substitute", "", "", "", substitute, "", "", ""])
                    case 15: try sheet.row(key + ["room", "", "", "Auditorio", "", "", "", ""])
                    case 21 where lesson.length == 1:
                        try sheet.row(key + ["moved", day.description, "8", "", "", "", "", ""])
                    default: break
                    }
                }
            }
            try sheet.close()
        }

        /// The last school day before today, and the next four: after a holiday too there is something to see.
        private var changedDays: [CivilDate] {
            let before = (1...100).lazy.map { today.adding(days: -$0) }.filter(isOpen).prefix(1)
            let ahead = (0...100).lazy.map { today.adding(days: $0) }.filter(isOpen).prefix(4)
            return Array(before) + Array(ahead)
        }

        /// Whether it is a day of Monday to Friday that the year's holidays leave open.
        private func isOpen(_ day: CivilDate) -> Bool {
            day.weekday <= 5 && !holidays.contains { $0.first <= day && day <= $0.last }
        }
    }
}
