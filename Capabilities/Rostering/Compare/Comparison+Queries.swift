import Base
import Foundation
import Storage

/// Every list of wishes begins with `key, line, deleted` and is in the order of its keys.
extension Comparison {
    private static let wish: SQL = "mention.key, mention.line, mention.deleted, record.number, record.body"

    /// `number, body`, then the own id, the parent's, whether the parent may be referred to, and the depth.
    static func tree(_ file: RosterFile) -> SQL {
        """
        SELECT \(wish), own.id, parent.id, parent.usable, depth.depth
        FROM mention
        LEFT JOIN record ON record.number = mention.number
        LEFT JOIN seed AS own ON own.file = mention.file AND own.key = mention.key
        LEFT JOIN seed AS parent ON parent.file = mention.file AND parent.key = record.first
        LEFT JOIN depth ON depth.file = mention.file AND depth.key = mention.key
        WHERE mention.file = \(file.number)
        ORDER BY mention.key
        """
    }

    /// Two references, each with the id that a row gets and whether a row may refer to it.
    private static func wishes(_ file: RosterFile, _ first: ImportEntity, _ second: ImportEntity) -> SQL {
        """
        SELECT \(wish), one.lead, one.usable, other.lead, other.usable
        FROM mention
        LEFT JOIN record ON record.number = mention.number
        LEFT JOIN node AS one ON one.kind = \(first.number) AND one.key = record.first
        LEFT JOIN node AS other ON other.kind = \(second.number) AND other.key = record.second
        WHERE mention.file = \(file.number)
        ORDER BY mention.key
        """
    }

    static let courses = wishes(.courses, .organisation, .academicSession)
    static let classes = wishes(.classes, .course, .organisation)
    static let roles = wishes(.roles, .person, .organisation)
    static let enrollments = wishes(.enrollments, .group, .person)

    private static let birth: SQL = """
        LEFT JOIN mention AS birth ON birth.file = \(RosterFile.demographics.number) AND birth.key = person.key
        LEFT JOIN record AS born ON born.number = birth.number
        """

    /// The own sourcedId, `number, body`, and what demographics.csv says.
    static let users = SQL(
        """
        SELECT person.key, person.line, person.deleted, person.key, record.number, record.body, birth.key, born.body
        FROM mention AS person
        LEFT JOIN record ON record.number = person.number
        \(birth)
        WHERE person.file = \(RosterFile.users.number)
        ORDER BY person.key
        """)

    /// The same, with the rows of merged records under the sourcedIds of the kept ones; those have no number.
    static let usersWithAliases = SQL(
        """
        SELECT person.key, person.line, person.deleted, person.key, record.number, record.body, birth.key, born.body
        FROM mention AS person
        LEFT JOIN record ON record.number = person.number
        \(birth)
        WHERE person.file = \(RosterFile.users.number)
            AND NOT EXISTS (SELECT 1 FROM alias WHERE alias.key = person.key)
        UNION ALL
        SELECT alias.key, lead.line, FALSE, person.key, NULL, record.body, birth.key, born.body
        FROM alias
        JOIN mention AS person ON person.file = \(RosterFile.users.number) AND person.key = alias.source
        JOIN record ON record.number = person.number
        LEFT JOIN mention AS lead ON lead.file = \(RosterFile.users.number) AND lead.key = alias.key
        \(birth)
        ORDER BY 1
        """)

    static func birth(of key: String) -> SQL {
        """
        SELECT birth.key, born.body
        FROM mention AS birth
        LEFT JOIN record AS born ON born.number = birth.number
        WHERE birth.file = \(RosterFile.demographics.number) AND birth.key = \(key)
        """
    }

    /// The number of a user's row, unless it is said to be gone or is not there.
    static func number(of user: String) -> Query<Int> {
        Query(
            """
            SELECT number FROM mention
            WHERE file = \(RosterFile.users.number) AND key = \(user) AND deleted = FALSE
            """)
    }

    static let agents = SQL(
        """
        SELECT agent.key, agent.line, FALSE, agent.line, agent.position, agent.number, agent.body, agent.child,
            child.lead, child.born, adult.lead, adult.usable, guardian.key, born.body
        FROM agent
        LEFT JOIN node AS child ON child.kind = \(ImportEntity.person.number) AND child.key = agent.child
        LEFT JOIN node AS adult ON adult.kind = \(ImportEntity.person.number) AND adult.key = agent.agent
        LEFT JOIN guardian ON guardian.key = agent.agent
        LEFT JOIN mention AS birth ON birth.file = \(RosterFile.demographics.number) AND birth.key = agent.child
        LEFT JOIN record AS born ON born.number = birth.number
        ORDER BY agent.key
        """)

    static func target(_ kind: ImportEntity, _ key: String) -> Query<Found> {
        Query("SELECT lead, usable FROM node WHERE kind = \(kind.number) AND key = \(key)") {
            Found(id: try $0.next(), isUsable: try $0.next())
        }
    }

    static func isEnding(_ id: UUID) -> Query<Int> { Query("SELECT 1 FROM ending WHERE id = \(id)") }

    static func guardian(_ key: String) -> Query<String> { Query("SELECT key FROM guardian WHERE key = \(key)") }

    static func source(of id: UUID, _ kind: ImportEntity) -> Query<String> {
        Query("SELECT key FROM node WHERE id = \(id) AND kind = \(kind.number)")
    }

    // MARK: Trees

    static func unseeded(_ file: RosterFile) -> SQL {
        """
        SELECT mention.key FROM mention
        WHERE mention.file = \(file.number) AND mention.deleted = FALSE
            AND NOT EXISTS (SELECT 1 FROM seed WHERE seed.file = mention.file AND seed.key = mention.key)
        """
    }

    static let forgetBranches: SQL = "DELETE FROM branch"

    static func branches(_ file: RosterFile) -> SQL {
        """
        INSERT INTO branch (parent, key)
        SELECT record.first, mention.key FROM mention JOIN record ON record.number = mention.number
        WHERE mention.file = \(file.number) AND record.first IS NOT NULL
        """
    }

    /// How far below a root each row of the file is; those in a cycle are left out.
    static func depths(_ file: RosterFile) -> SQL {
        """
        INSERT INTO depth (file, key, depth)
        WITH RECURSIVE below (key, depth) AS (
            SELECT mention.key, 0 FROM mention JOIN record ON record.number = mention.number
            WHERE mention.file = \(file.number) AND (record.first IS NULL OR NOT EXISTS (
                SELECT 1 FROM mention AS parent
                WHERE parent.file = \(file.number) AND parent.key = record.first AND parent.deleted = FALSE))
            UNION ALL
            SELECT branch.key, below.depth + 1 FROM below JOIN branch ON branch.parent = below.key)
        SELECT \(file.number), key, depth FROM below
        """
    }

    /// Rows of demographics.csv about nobody.
    static let suspectDemographics = SQL(
        """
        INSERT OR IGNORE INTO suspect (number)
        SELECT mention.number FROM mention
        LEFT JOIN node ON node.kind = \(ImportEntity.person.number) AND node.key = mention.key
        WHERE mention.file = \(RosterFile.demographics.number) AND mention.deleted = FALSE
            AND (node.usable IS NULL OR node.usable = FALSE)
        """)
}
