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

    init(writer: any Writer, application: Application, total: Int) {
        (self.writer, self.application, self.total) = (writer, application, total)
        advance(0)
    }

    func apply<Row: StoredRow>(_ plan: EntityPlan<Row>, _ feed: inout FeedRows) throws {
        try inBatches(plan.created) { batch in
            try writer.load(
                Row.table, batch.lazy.map { $0.row.values(provider: self.provider, id: $0.id, sourceID: $0.sourceID) })
        }
        for row in plan.created { feed.add(Row.entity, row.id, .create) }
        try inBatches(plan.changed) { batch in
            for row in batch { try writer.run(row.new.update(provider: provider, id: row.id)) }
        }
        for (id, instant) in plan.restoredEnds { try writer.run(Row.end([id], provider: provider, at: instant)) }
        for row in plan.changed { feed.add(Row.entity, row.id, plan.restoredEnds[row.id] == nil ? .update : .end) }
        try inBatches(plan.ended) { batch in
            try writer.run(Row.end(batch.map(\.id), provider: provider, at: application.now))
        }
        for row in plan.ended { feed.add(Row.entity, row.id, .end) }
    }

    /// Identifiers and contact details of people.
    func applyParts(of plan: EntityPlan<PersonRow>) throws {
        try writer.load(
            PersonParts.identifiers,
            plan.created.lazy.flatMap { person in
                person.row.identifiers.map { self.values(person.id, kind: $0.kind, value: $0.value) }
            })
        try writer.load(
            PersonParts.contacts,
            plan.created.lazy.flatMap { person in
                person.row.contacts.map { self.values(person.id, kind: $0.kind, value: $0.value) }
            })
        for person in plan.changed {
            try changeIdentifiers(of: person)
            try changeContacts(of: person)
        }
    }

    /// The sessions in which groups meet.
    func applySessions(of plan: EntityPlan<GroupRow>) throws {
        let provider = provider
        func values(_ group: UUID, _ session: ID<AcademicSession>) -> [Bound] {
            [Bound(provider), Bound(group), Bound(session)]
        }
        try writer.load(
            GroupSessions.table,
            plan.created.lazy.flatMap { group in group.row.sessions.map { values(group.id, $0) } })
        for group in plan.changed {
            for session in group.old.sessions where !group.new.sessions.contains(session) {
                try writer.run(GroupSessions.remove(session, of: group.id, provider: provider))
            }
            let added = group.new.sessions.filter { !group.old.sessions.contains($0) }
            try writer.load(GroupSessions.table, added.map { values(group.id, $0) })
        }
    }

    private func changeIdentifiers(of person: EntityPlan<PersonRow>.Changed) throws {
        for identifier in person.old.identifiers where !person.new.identifiers.contains(identifier) {
            let today = application.now.day
            try writer.run(PersonParts.end(identifier, person: person.id, provider: provider, on: today))
        }
        for identifier in person.new.identifiers where !person.old.identifiers.contains(identifier) {
            try writer.run(PersonParts.add(identifier, id: newID(), person: person.id, provider: provider))
        }
    }

    private func changeContacts(of person: EntityPlan<PersonRow>.Changed) throws {
        let kinds = Set(person.new.contacts.map(\.kind))
        for contact in person.old.contacts where !kinds.contains(contact.kind) {
            try writer.run(PersonParts.remove(contact, person: person.id, provider: provider))
        }
        for contact in person.new.contacts where !person.old.contacts.contains(contact) {
            try writer.run(PersonParts.set(contact, id: newID(), person: person.id, provider: provider))
        }
    }

    private func values(_ person: UUID, kind: String, value: String) -> [Bound] {
        [Bound(provider), Bound(newID()), Bound(person), Bound(kind), Bound(value)]
    }

    private func newID() -> UUID { ID<PersonRow>.new(at: application.now).uuid }

    private func inBatches<Item>(_ items: [Item], _ body: (ArraySlice<Item>) throws -> Void) throws {
        for start in stride(from: 0, to: items.count, by: Application.batch) {
            let batch = items[start..<min(items.count, start + Application.batch)]
            try body(batch)
            advance(batch.count)
        }
    }

    private func advance(_ count: Int) {
        done += count
        application.progress(ImportProgress(.applying, done: done, total: total))
    }
}
