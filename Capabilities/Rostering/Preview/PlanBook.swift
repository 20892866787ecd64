import Base
import Foundation
import Storage

/// What the rows of a plan and of the register are called, whose school they are, and who is protected; it looks them
/// up in what comparing put down.
final class PlanBook {
    let titles: ReferenceTexts
    let sources: ReferenceTexts
    private let scratch: any Scratch
    private let hasProtected: Bool
    private var groupSchools = BoundedCache<UUID, School>()
    private var organisationSchools = BoundedCache<UUID, School>()

    struct School: Hashable, Sendable {
        let key: String
        let name: String

        /// What belongs to no school stands under this.
        static let none = School(key: "", name: "")
    }

    init(_ staging: Staging) throws {
        let scratch = staging.scratch
        try staging.indexNodes()
        try scratch.define(Staging.placeIndex)
        self.scratch = scratch
        titles = ReferenceTexts { id in try scratch.first(PlanBook.title(of: id)) }
        sources = ReferenceTexts { id in try scratch.first(PlanBook.source(of: id)) }
        hasProtected = try scratch.first(PlanBook.protected) != nil
    }

    /// Those of `people` who are protected, before or after.
    func protected(among people: [UUID]) throws -> [UUID] {
        guard hasProtected else { return [] }
        return try people.filter { try scratch.first(PlanBook.isProtected($0)) != nil }
    }

    func school(ofOrganisation id: UUID) throws -> School {
        try organisationSchools.value(for: id) { try scratch.first(PlanBook.school(id)) ?? .none }
    }

    func school(ofGroup id: UUID) throws -> School {
        try groupSchools.value(for: id) {
            try scratch.first(PlanBook.organisation(ofGroup: id)).map(school(ofOrganisation:)) ?? .none
        }
    }

    func school(ofPerson id: UUID) throws -> School {
        try scratch.first(PlanBook.organisation(ofPerson: id)).map(school(ofOrganisation:)) ?? .none
    }
}
