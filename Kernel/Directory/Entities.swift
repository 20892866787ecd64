package import Base
package import Storage

/// A provider's record of a human being, with what a list shows.
package struct Person: RowDecodable, Hashable {
    package let id: ID<Person>
    package let name: PersonName
    package let yearLevel: String?
    package let isProtected: Bool

    /// The columns that `init(row:)` reads, of a table named `person`.
    package static let columns: SQL = """
        person.id, person.given_names, person.called_name, person.family_name, person.year_level, person.protected
        """

    package init(row: inout Row) throws {
        id = try row.next()
        name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        yearLevel = try row.next()
        isProtected = try row.next()
    }
}

/// A homeroom class or a teaching group, with its school.
package struct SchoolGroup: RowDecodable, Hashable {
    package enum Kind: String, Sendable, Codable, ColumnValue { case homeroom, teaching }

    package let id: ID<SchoolGroup>
    package let title: String
    package let kind: Kind
    package let school: String
    package let schoolID: ID<Organisation>

    /// The columns that `init(row:)` reads, of `school_group` joined to its `organisation`.
    package static let columns: SQL =
        "school_group.id, school_group.title, school_group.kind, organisation.name, organisation.id"

    package init(row: inout Row) throws {
        id = try row.next()
        title = try row.next()
        kind = try row.next()
        school = try row.next()
        schoolID = try row.next()
    }
}

/// A dated relation between a guardian and a child, with what it lets the guardian do.
package struct Guardianship: Hashable, Sendable {
    package enum Scope: String, Sendable, Codable, ColumnValue {
        /// Sees and acts as custodian.
        case full
        /// Sees and acts only in the kinds listed on the guardianship.
        case limited
        /// Reads and never acts.
        case information
    }

    /// The source of those that a mandate gave for a day; what the register says of the same two goes before them.
    package static let mandate = "valtuudet"

    /// What a guardianship of limited scope may list; what is not listed is neither seen nor done.
    package enum Kind: String, CaseIterable, Sendable {
        /// School, class, groups and the timetable.
        case school
        /// Absences and leave.
        case absences
        /// Homework and exams; they tell of school and groups, so `school` stands beside it.
        case homework
    }
}
