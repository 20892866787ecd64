extension Sample {
    /// A study unit of upper secondary school (lukio), named by the first module of the core curriculum of 2019 in it.
    struct StudyUnit: Sendable {
        let code: String
        let subject: String
        let subjectTitle: String

        var title: String { "\(code) \(subjectTitle)" }

        /// Five units in each of the five periods of level 10, 11 and 12; the fourth year studies with the third.
        static func taught(level: Int, period: Int) -> ArraySlice<StudyUnit> {
            let units = years[min(level, 12) - 10]
            return units[(period * 5)..<(period * 5 + 5)]
        }

        private static let subjects: [String: (code: String, title: String)] = [
            "ÄI": ("AI", "Äidinkieli ja kirjallisuus"), "ENA": ("A1", "Englanti"), "RUB": ("B1", "Ruotsi"),
            "MAY": ("MA", "Yhteinen matematiikka"), "MAA": ("MA", "Pitkä matematiikka"), "FY": ("FY", "Fysiikka"),
            "KE": ("KE", "Kemia"), "BI": ("BI", "Biologia"), "GE": ("GE", "Maantiede"), "HI": ("HI", "Historia"),
            "YH": ("YH", "Yhteiskuntaoppi"), "PS": ("PS", "Psykologia"), "FI": ("FI", "Filosofia"),
            "UE": ("KT", "Evankelis-luterilainen uskonto"), "TE": ("TE", "Terveystieto"), "LI": ("LI", "Liikunta"),
            "MU": ("MU", "Musiikki"), "KU": ("KU", "Kuvataide"), "OP": ("OP", "Opinto-ohjaus"),
        ]

        private static let years: [[StudyUnit]] = [
            units(
                """
                MAY1 ENA1 ÄI1 LI1 OP1 MAA2 RUB1 FY1 BI1 TE1 MAA3 ENA2 ÄI2 HI1 KE1 MAA4 RUB2 GE1 PS1 MU1 FY2 ENA3 FI1 BI2
                KU1
                """),
            units(
                """
                MAA5 ENA4 ÄI4 HI2 FY3 MAA6 RUB3 YH1 BI3 UE1 MAA7 ENA5 ÄI5 KE2 LI2 MAA8 RUB4 GE2 PS2 YH2 FY4 ENA6 HI3 KE3
                FI2
                """),
            units(
                """
                MAA9 ÄI8 RUB5 YH3 UE2 MAA10 ENA7 FY5 OP2 BI4 MAA11 ÄI9 PS3 GE3 KE4 MAA12 ENA8 HI4 FY6 BI5 ÄI10 RUB6 PS4
                TE2 YH4
                """),
        ]

        private static func units(_ text: String) -> [StudyUnit] {
            text.split(whereSeparator: \.isWhitespace).map { code in
                let subject = subjects[String(code.prefix { !$0.isNumber })]
                return StudyUnit(
                    code: String(code), subject: subject?.code ?? "", subjectTitle: subject?.title ?? "")
            }
        }
    }
}
