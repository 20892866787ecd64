import Base

extension Sample {
    /// One of the two invented municipalities: its identifiers, its schools and how many seats each has.
    struct Municipality: Sendable {
        let folder: String
        let name: TranslatedName
        let slug: String
        let oid: String
        let businessID: String
        let code: String
        /// Opaque ids of people count from here; the two municipalities never share one.
        let firstPerson: Int
        let schools: [School]

        var orgID: String { "o-1" }
        var swedishSchool: Int? { schools.firstIndex { $0.isSwedish } }
        var upperSecondarySchools: [Int] { schools.indices.filter { schools[$0].kind == .upperSecondary } }

        /// Both municipalities for `pupils`: three quarters live in the first, which has the upper secondary school.
        static func both(pupils: Int) -> [Municipality] {
            let first = pupils * 3 / 4
            let students = max(6, pupils / 10)
            return [
                Municipality(
                    folder: "1", name: TranslatedName(fi: "Järvikaupunki", sv: "Sjöstad", en: "Järvikaupunki"),
                    slug: "jarvikaupunki", code: "998", number: 1, firstPerson: 101,
                    schools: School.comprehensive(pupils: first - students, swedishShare: 140, in: 1)
                        + School.upperSecondary(students: students, in: 1)),
                Municipality(
                    folder: "2", name: TranslatedName(fi: "Koivula", sv: "Björkby", en: "Koivula"),
                    slug: "koivula", code: "997", number: 2, firstPerson: 600_101,
                    schools: School.comprehensive(pupils: pupils - first, swedishShare: 0, in: 2)),
            ]
        }

        private init(
            folder: String, name: TranslatedName, slug: String, code: String, number: Int,
            firstPerson: Int, schools: [School]
        ) {
            (self.folder, self.name, self.slug, self.code) = (folder, name, slug, code)
            oid = Identifiers.organisation(number: number, unit: 0)
            businessID = Identifiers.business(seven: 9_912_340 + number)
            (self.firstPerson, self.schools) = (firstPerson, schools)
        }
    }
}
