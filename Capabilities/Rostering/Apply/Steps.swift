import Base
import Directory
import Foundation
import Storage

/// The statements of an import, with its progress.
final class Steps {
    private let writer: any Writer
    private let application: Application
    private let total: Int
    private var done = 0

    private var provider: ID<Provider> { application.provider }
    private var plan: ImportPlan { application.plan }

    private static let shownRows = 1000

    init(writer: any Writer, application: Application, total: Int) {
        (self.writer, self.application, self.total) = (writer, application, total)
        advance(0)
    }

    func apply<Row: StoredRow>(_ type: Row.Type) throws {
        try load(Row.table, of: type) { planned in
            self.advance(1)
            return planned.new.map { [$0.values(provider: self.provider, id: planned.id, sourceID: planned.sourceID)] }
        }
        try plan.rows(type, .update).inBatches(of: Application.batch) { batch in
            for planned in batch {
                if let new = planned.new { try writer.run(new.update(provider: provider, id: planned.id)) }
                if let end = planned.restoredEnd { try writer.run(Row.end([planned.id], provider: provider, at: end)) }
            }
            advance(batch.count)
        }
        try plan.rows(type, .end).inBatches(of: Application.batch) { batch in
            try writer.run(Row.end(batch.map(\.id), provider: provider, at: application.now))
            advance(batch.count)
        }
    }

    /// Identifiers, contact details and identity codes of people.
    func applyParts() throws {
        try load(PersonParts.identifiers, of: PersonRow.self) { person in
            person.new?.identifiers.map { self.values(person.id, kind: $0.kind, value: $0.value) }
        }
        try load(PersonParts.contacts, of: PersonRow.self) { person in
            person.new?.contacts.map { self.values(person.id, kind: $0.kind, value: $0.value) }
        }
        try load(PersonParts.identities, of: PersonRow.self) { person in
            person.new?.identity.map {
                [PersonParts.identity($0, of: person.id, provider: self.provider, at: self.application.now)]
            }
        }
        try plan.rows(PersonRow.self, .update).inBatches(of: Application.batch) { batch in
            for planned in batch {
                guard let old = planned.old, let new = planned.new else { continue }
                try changeIdentity(of: planned.id, from: old, to: new)
                try changeIdentifiers(of: planned.id, from: old, to: new)
                try changeContacts(of: planned.id, from: old, to: new)
            }
        }
    }

    /// The words by which people whose names may have changed are found.
    func refreshNames() throws {
        for operation in [RunChange.Operation.create, .update] {
            try plan.rows(PersonRow.self, operation).inBatches(of: Application.batch) { batch in
                try NameIndex.refresh(batch.map { ID($0.id) }, in: provider, writer)
            }
        }
    }

    /// The words by which groups whose names may be new are found.
    func refreshGroupNames() throws {
        for operation in [RunChange.Operation.create, .update] {
            try plan.rows(GroupRow.self, operation).inBatches(of: Application.batch) { batch in
                try GroupNames.add(batch.compactMap { $0.new?.title }, in: provider, writer)
            }
        }
    }

    /// The organisations whose lists have people, after names, roles and guardianships.
    func refreshPlaces() throws {
        try plan.rows(PersonRow.self, .update).inBatches(of: Application.batch) { batch in
            let renamed = batch.filter { $0.old?.name != $0.new?.name }.map { ID<Person>($0.id) }
            try PersonPlaces.refresh(renamed, in: provider, writer)
        }
        for operation in [RunChange.Operation.create, .update] {
            try forEachBatch(of: .role, operation) { try PersonPlaces.add(roles: $0, in: provider, writer) }
            try forEachBatch(of: .guardianship, operation) {
                try PersonPlaces.add(guardianships: $0, in: provider, writer)
            }
        }
    }

    private func forEachBatch(
        of entity: ImportEntity, _ operation: RunChange.Operation, _ body: ([UUID]) throws -> Void
    ) throws {
        var last = -1
        while true {
            let rows = try plan.scratch.all(ImportPlan.ids(entity, operation, after: last, limit: Application.batch))
            guard let end = rows.last?.number else { return }
            try body(rows.map(\.id))
            last = end
        }
    }

    /// The sessions in which groups meet.
    func applySessions() throws {
        try load(GroupSessions.table, of: GroupRow.self) { group in
            group.new?.sessions.map { self.values(group.id, $0) }
        }
        try plan.rows(GroupRow.self, .update).inBatches(of: Application.batch) { batch in
            for planned in batch {
                guard let old = planned.old, let new = planned.new else { continue }
                for session in old.sessions where !new.sessions.contains(session) {
                    try writer.run(GroupSessions.remove(session, of: planned.id, provider: provider))
                }
                let added = new.sessions.filter { !old.sessions.contains($0) }
                try writer.load(GroupSessions.table, added.map { values(planned.id, $0) })
            }
        }
    }

    /// Loads what `parts` makes of the created rows of one kind, all in one stream.
    private func load<Row: StoredRow>(
        _ table: BulkTable, of type: Row.Type, _ parts: @escaping (PlannedRow<Row>) -> [[Bound]]?
    ) throws {
        guard plan.count(Row.entity, .create) > 0 else { return }
        let created = plan.rows(type, .create)
        try writer.load(table, created.lazy.flatMap { parts($0) ?? [] })
        try created.check()
    }

    private func changeIdentifiers(of person: UUID, from old: PersonRow, to new: PersonRow) throws {
        for identifier in old.identifiers where !new.identifiers.contains(identifier) {
            let today = application.now.day
            try writer.run(PersonParts.end(identifier, person: person, provider: provider, on: today))
        }
        for identifier in new.identifiers where !old.identifiers.contains(identifier) {
            try writer.run(PersonParts.add(identifier, id: newID(), person: person, provider: provider))
        }
    }

    private func changeIdentity(of person: UUID, from old: PersonRow, to new: PersonRow) throws {
        guard old.identity != new.identity else { return }
        try writer.run(PersonParts.removeIdentity(of: person, provider: provider))
        guard let identity = new.identity else { return }
        try writer.load(
            PersonParts.identities,
            [PersonParts.identity(identity, of: person, provider: provider, at: application.now)])
    }

    private func changeContacts(of person: UUID, from old: PersonRow, to new: PersonRow) throws {
        let kinds = Set(new.contacts.map(\.kind))
        for contact in old.contacts where !kinds.contains(contact.kind) {
            try writer.run(PersonParts.remove(contact, person: person, provider: provider))
        }
        for contact in new.contacts where !old.contacts.contains(contact) {
            try writer.run(PersonParts.set(contact, id: newID(), person: person, provider: provider))
        }
    }

    private func values(_ group: UUID, _ session: ID<AcademicSession>) -> [Bound] {
        [Bound(provider), Bound(group), Bound(session)]
    }

    private func values(_ person: UUID, kind: String, value: String) -> [Bound] {
        [Bound(provider), Bound(newID()), Bound(person), Bound(kind), Bound(value)]
    }

    private func newID() -> UUID { ID<PersonRow>.new(at: application.now).uuid }

    private func advance(_ count: Int) {
        done += count
        // Rows of a bulk load come one by one.
        guard count != 1 || done.isMultiple(of: Self.shownRows) || done == total else { return }
        application.progress(ImportProgress(.applying, done: done, total: total))
    }
}
