import Base
import Foundation
import Storage

extension PlanBook {
    static func title(of id: UUID) -> Query<String> { Query("SELECT title FROM node WHERE id = \(id)") }
    static func source(of id: UUID) -> Query<String> { Query("SELECT key FROM node WHERE id = \(id)") }

    /// Somebody who is protected, if there is anybody.
    static var protected: Query<UUID> {
        Query("SELECT id FROM node WHERE kind = \(ImportEntity.person.number) AND mark = TRUE LIMIT 1")
    }

    static func isProtected(_ id: UUID) -> Query<UUID> {
        Query("SELECT id FROM node WHERE id = \(id) AND kind = \(ImportEntity.person.number) AND mark = TRUE")
    }

    static func school(_ id: UUID) -> Query<School> {
        Query(
            """
            SELECT key, title FROM node
            WHERE id = \(id) AND kind = \(ImportEntity.organisation.number) AND mark = TRUE
            """
        ) { School(key: try $0.next(), name: try $0.next()) }
    }

    static func organisation(ofGroup id: UUID) -> Query<UUID> {
        Query("SELECT later FROM node WHERE id = \(id) AND kind = \(ImportEntity.group.number)")
    }

    static func organisation(ofPerson id: UUID) -> Query<UUID> {
        Query("SELECT organisation FROM place WHERE person = \(id) ORDER BY rank DESC LIMIT 1")
    }
}
