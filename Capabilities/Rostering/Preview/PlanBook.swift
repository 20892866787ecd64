import Base
import Directory
import Foundation

/// What the rows of a plan and of the register are called, whose school they are, and who is protected.
struct PlanBook: Sendable {
    private(set) var titles = ReferenceTexts()
    private(set) var sources = ReferenceTexts()
    private(set) var protected: Set<UUID> = []
    /// The school that an organisation is, by its id.
    private var schools: [UUID: School] = [:]
    private var groupOrganisations: [UUID: UUID] = [:]
    private var personOrganisations: [UUID: UUID] = [:]

    struct School: Hashable, Sendable {
        let key: String
        let name: String

        /// What belongs to no school stands under this.
        static let none = School(key: "", name: "")
    }

    init(_ plan: ImportPlan, over present: PresentState) {
        add(plan.organisations, over: present.organisations) { book, id, source, row in
            if row.kind == .school { book.schools[id] = School(key: source, name: row.name) }
        }
        add(plan.sessions, over: present.sessions) { _, _, _, _ in }
        add(plan.courses, over: present.courses) { _, _, _, _ in }
        add(plan.groups, over: present.groups) { book, id, _, row in
            book.groupOrganisations[id] = row.organisation.uuid
        }
        add(plan.people, over: present.people) { book, id, _, row in
            // Who was protected before, or will be after: neither is shown.
            if row.isProtected { book.protected.insert(id) }
        }
        add(plan.roles, over: present.roles) { book, _, _, row in
            if row.isPrimary || book.personOrganisations[row.person.uuid] == nil {
                book.personOrganisations[row.person.uuid] = row.organisation.uuid
            }
        }
    }

    private mutating func add<Row: StoredRow>(
        _ plan: EntityPlan<Row>, over present: PresentState.Rows<Row>,
        _ note: (inout PlanBook, UUID, String, Row) -> Void
    ) {
        for (source, row) in present { put(row.id, source, row.row, note) }
        for row in plan.changed { put(row.id, row.sourceID, row.new, note) }
        for row in plan.created { put(row.id, row.sourceID, row.row, note) }
    }

    private mutating func put<Row: StoredRow>(
        _ id: UUID, _ source: String, _ row: Row, _ note: (inout PlanBook, UUID, String, Row) -> Void
    ) {
        // Roles are referred to by nothing.
        if !(row is RoleRow) {
            titles.texts[id] = row.title(titles)
            sources.texts[id] = source
        }
        note(&self, id, source, row)
    }

    func school(ofOrganisation id: UUID) -> School { schools[id] ?? .none }
    func school(ofGroup id: UUID) -> School { groupOrganisations[id].map(school(ofOrganisation:)) ?? .none }
    func school(ofPerson id: UUID) -> School { personOrganisations[id].map(school(ofOrganisation:)) ?? .none }
}
