import Base
package import Foundation
package import Storage

/// What a run would change, in numbers; the rows are `RunChange`.
package struct RunPreview: Hashable, Sendable, Codable {
    /// How many protected persons the run concerns. Nothing else about them is in a preview.
    package var protectedPersons = 0
    /// By school, without what concerns protected persons.
    package var schools: [School] = []
    /// Why the run must be confirmed; empty when it need not.
    package var shrinking: [Shrinkage] = []

    package init() {}

    /// The counts of one school.
    package struct School: Hashable, Sendable, Codable {
        /// The sourcedId by which `RunChange` rows are found; empty for what belongs to no school.
        package let key: String
        package let name: String
        /// By the raw value of `ImportEntity`.
        package var counts: [String: ImportCounts]
    }

    /// A school or group that would lose more than the provider's limits allow without a word.
    package struct Shrinkage: Hashable, Sendable, Codable {
        package enum Kind: String, Hashable, Sendable, Codable { case school, group }

        package let kind: Kind
        package let name: String
        /// Memberships that would end.
        package let ending: Int
        /// Memberships in force before.
        package let of: Int
    }
}

/// One difference between the register and a package; nothing that concerns a protected person.
package struct RunChange: RowDecodable, Hashable {
    package enum Operation: String, CaseIterable, Sendable, Codable, ColumnValue { case create, update, end }

    /// One field of a changed row, in words of the register.
    package struct Field: Hashable, Sendable, Codable {
        /// The field's name, a key of `RosteringText` without its prefix `field.`.
        package let field: String
        package let before: String?
        package let after: String?
    }

    package let number: Int
    package let entity: ImportEntity
    package let operation: Operation
    /// The school's key, as in `RunPreview.School`.
    package let school: String
    /// The names by which people know the row: `Aino Niemi`, `Aino Niemi, 7A`.
    package let title: String
    /// Of a changed row: every field that becomes another.
    package let fields: [Field]

    init(_ draft: DraftedChange) throws {
        (number, entity, operation, school) = (0, draft.entity, draft.operation, draft.school)
        (title, fields) = (draft.title, try draft.fields?.decoded() ?? [])
    }

    package init(row: inout Row) throws {
        number = try row.next()
        entity = try row.next()
        operation = try row.next()
        school = try row.next()
        title = try row.next()
        fields = try row.next(JSONDocument?.self)?.decoded() ?? []
    }
}

extension ImportEntity: ColumnValue {}

/// What stands in the way of undoing a run.
package struct UndoConflict: Hashable, Sendable {
    package let entity: ImportEntity
    package let id: UUID
    /// nil for protected persons and what concerns them.
    package let name: String?
}

/// From where on a shrinking run must be confirmed.
package struct ShrinkLimits: Hashable, Sendable, RowDecodable {
    /// More than this share of a school's memberships may not end at once.
    package var schoolPercent: Int32 = 10
    /// A group of at least this size may not be emptied.
    package var groupSize: Int32 = 5

    package init() {}

    package init(schoolPercent: Int32, groupSize: Int32) {
        (self.schoolPercent, self.groupSize) = (schoolPercent, groupSize)
    }

    package init(row: inout Row) throws {
        schoolPercent = try row.next()
        groupSize = try row.next()
    }
}
