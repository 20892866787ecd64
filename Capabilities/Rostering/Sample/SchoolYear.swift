import Base

extension Sample {
    /// The school year that holds a day: August to July (Basic Education Act 23 §), its terms and the periods of upper
    /// secondary school. Ends are exclusive, as OneRoster's are. In summer it is the coming one, and its groups are there
    /// already: a sample of a year that is over would have nothing that comes.
    struct SchoolYear: Sendable {
        struct Session: Sendable {
            let id: String
            let title: String
            let type: String
            let begins: CivilDate
            let ends: CivilDate
            let parent: String
        }

        let startYear: Int
        let today: CivilDate
        let whole: Session
        let terms: [Session]
        let periods: [Session]

        var sessions: [Session] { [whole] + terms + periods }
        var name: String { String(startYear + 1) }
        var termIDs: String { terms.map(\.id).joined(separator: ",") }

        init(today: CivilDate) {
            let summer = SchoolYear.lastDay(of: today.year).adding(days: 1)
            let isSummer = today >= summer && today.month < 8
            let startYear = today.month >= 8 || isSummer ? today.year : today.year - 1
            let start = isSummer ? summer : SchoolYear.day(startYear, 8, 1)
            let newYear = SchoolYear.day(startYear + 1, 1, 1)
            let end = SchoolYear.day(startYear + 1, 8, 1)
            (self.startYear, self.today) = (startYear, today)
            let whole = Session(
                id: "sy-\(startYear + 1)", title: "Lukuvuosi \(startYear)–\(startYear + 1)", type: "schoolYear",
                begins: start, ends: end, parent: "")
            self.whole = whole
            terms = [
                Session(
                    id: "t-\(startYear)s", title: "Syyslukukausi \(startYear)", type: "term",
                    begins: start, ends: newYear, parent: whole.id),
                Session(
                    id: "t-\(startYear + 1)k", title: "Kevätlukukausi \(startYear + 1)", type: "term",
                    begins: newYear, ends: end, parent: whole.id),
            ]
            let edges = [
                start, SchoolYear.day(startYear, 10, 3), SchoolYear.day(startYear, 12, 1),
                SchoolYear.day(startYear + 1, 2, 8), SchoolYear.day(startYear + 1, 4, 9), end,
            ]
            periods = (0..<5).map { number in
                Session(
                    id: "j-\(startYear + 1)-\(number + 1)", title: "\(number + 1). jakso", type: "gradingPeriod",
                    begins: edges[number], ends: edges[number + 1], parent: whole.id)
            }
        }

        /// The last day of school in a spring: the last of Monday to Friday before the summer holiday that begins on 6 June.
        private static func lastDay(of year: Int) -> CivilDate {
            let day = SchoolYear.day(year, 6, 5)
            return day.adding(days: min(0, 5 - day.weekday))
        }

        /// The days on which pupils change their group: after the autumn holiday, or when the spring term begins.
        var changeDays: [CivilDate] { [SchoolYear.day(startYear, 10, 19), SchoolYear.day(startYear + 1, 1, 7)] }

        /// The year of birth of level 1–9, or 10–13 in upper secondary school: one begins in the year one turns seven.
        func birthYear(level: Int) -> Int { startYear - 6 - level }

        /// A day that exists whatever the year; 1 January stands for days that do not.
        static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
            CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
        }
    }
}
