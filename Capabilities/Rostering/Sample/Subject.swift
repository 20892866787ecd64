extension Sample {
    /// A subject of basic education with Koski's code, and who teaches it in years 1–6. Its title has no comma, since
    /// `subjects` is a list.
    struct Subject: Sendable {
        let code: String
        let title: String
        let levels: ClosedRange<Int>
        /// The homeroom's class teacher teaches it in years 1–6.
        let isClassTeachers: Bool

        private init(_ code: String, _ title: String, _ levels: ClosedRange<Int>, classTeacher: Bool = false) {
            (self.code, self.title, self.levels, isClassTeachers) = (code, title, levels, classTeacher)
        }

        /// What every homeroom studies together, after the national distribution of lesson hours.
        static func shared(isSwedish: Bool) -> [Subject] { isSwedish ? swedish : finnish }

        /// What pupils of years 8 and 9 choose from.
        static func electives(isSwedish: Bool) -> [(code: String, title: String)] {
            isSwedish
                ? [
                    ("MU", "Valbar musik"), ("KU", "Valbar bildkonst"), ("KS", "Valbar slöjd"),
                    ("KO", "Valbar huslig ekonomi"), ("LI", "Valbar gymnastik"), ("B2", "Valbar tyska"),
                ]
                : [
                    ("MU", "Valinnainen musiikki"), ("KU", "Valinnainen kuvataide"), ("KS", "Valinnainen käsityö"),
                    ("KO", "Valinnainen kotitalous"), ("LI", "Valinnainen liikunta"), ("B2", "Valinnainen saksa"),
                ]
        }

        /// Religious and ethics education: the pupils of one belief study together across homerooms.
        static func beliefs(isSwedish: Bool) -> [(code: String, title: String)] {
            isSwedish
                ? [
                    ("KT", "Evangelisk-luthersk religion"), ("ET", "Livsåskådningskunskap"),
                    ("KT", "Islamisk religion"),
                    ("KT", "Ortodox religion"),
                ]
                : [
                    ("KT", "Evankelis-luterilainen uskonto"), ("ET", "Elämänkatsomustieto"), ("KT", "Islamin uskonto"),
                    ("KT", "Ortodoksinen uskonto"),
                ]
        }

        private static let finnish = [
            Subject("AI", "Äidinkieli ja kirjallisuus", 1...9, classTeacher: true), Subject("A1", "Englanti", 1...9),
            Subject("B1", "Ruotsi", 6...9), Subject("MA", "Matematiikka", 1...9, classTeacher: true),
            Subject("YL", "Ympäristöoppi", 1...6, classTeacher: true), Subject("BI", "Biologia", 7...9),
            Subject("GE", "Maantieto", 7...9), Subject("FY", "Fysiikka", 7...9), Subject("KE", "Kemia", 7...9),
            Subject("TE", "Terveystieto", 7...9), Subject("HI", "Historia", 5...9, classTeacher: true),
            Subject("YH", "Yhteiskuntaoppi", 4...6, classTeacher: true), Subject("YH", "Yhteiskuntaoppi", 9...9),
            Subject("MU", "Musiikki", 1...7), Subject("KU", "Kuvataide", 1...7, classTeacher: true),
            Subject("KS", "Käsityö", 1...7, classTeacher: true), Subject("LI", "Liikunta", 1...9),
            Subject("KO", "Kotitalous", 7...7), Subject("OP", "Oppilaanohjaus", 7...9),
        ]

        private static let swedish = [
            Subject("AI", "Modersmål och litteratur", 1...9, classTeacher: true), Subject("A1", "Finska", 1...9),
            Subject("A2", "Engelska", 3...9), Subject("MA", "Matematik", 1...9, classTeacher: true),
            Subject("YL", "Omgivningslära", 1...6, classTeacher: true), Subject("BI", "Biologi", 7...9),
            Subject("GE", "Geografi", 7...9), Subject("FY", "Fysik", 7...9), Subject("KE", "Kemi", 7...9),
            Subject("TE", "Hälsokunskap", 7...9), Subject("HI", "Historia", 5...9, classTeacher: true),
            Subject("YH", "Samhällslära", 4...6, classTeacher: true), Subject("YH", "Samhällslära", 9...9),
            Subject("MU", "Musik", 1...7), Subject("KU", "Bildkonst", 1...7, classTeacher: true),
            Subject("KS", "Slöjd", 1...7, classTeacher: true), Subject("LI", "Gymnastik", 1...9),
            Subject("KO", "Huslig ekonomi", 7...7), Subject("OP", "Elevhandledning", 7...9),
        ]
    }
}
