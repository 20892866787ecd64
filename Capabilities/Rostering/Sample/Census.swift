import Base

extension Sample {
    /// Somebody who has custody of a pupil, or a part in it.
    struct Guardian: Sendable {
        let id: String
        let name: PersonName
        let isWoman: Bool
        let language: String
        let email: String
        let phone: String
        let isProtected: Bool
        /// The same person's place among the staff, when the guardian also works for the municipality.
        let staff: Int?
        var schools: [Int] = []
        var children = 0
    }

    /// One guardian of one child, as the child's row says it.
    struct Guardianship: Sendable {
        let guardian: Int
        var scope = "full"
        var begins: CivilDate?
        var ends: CivilDate?
    }

    struct Pupil: Sendable {
        let id: String
        let name: PersonName
        let school: Int
        let level: Int
        let birthDate: CivilDate
        let language: String
        let isProtected: Bool
        /// The place in `Subject.beliefs`.
        let belief: Int
        let username: String
        let email: String
        let learnerNumber: String
        let guardianships: [Guardianship]
        /// The parallel homeroom on the level, 0 is A.
        var homeroom = 0
        /// Sat in another homeroom until a day of this school year.
        var moved: (from: Int, on: CivilDate)?
    }

    /// A guardian of the first municipality who will also have a child in the second.
    struct Link: Sendable {
        let guardian: Int
        let background: Background
        let family: String
    }

    /// Everybody of one municipality.
    struct Census: Sendable {
        let municipality: Municipality
        let staff: [Staff]
        var guardians: [Guardian] = []
        var pupils: [Pupil] = []
        /// In the first municipality those who may be linked; in the second those who were, with their place there.
        var links: [Link] = []

        init(_ municipality: Municipality, staff: [Staff]) { (self.municipality, self.staff) = (municipality, staff) }
    }
}
