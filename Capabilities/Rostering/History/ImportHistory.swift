import Audit
import Base
import Directory
import Foundation
import Storage

/// Writes what a run did into the histories of organisations, groups and people: who, when, before and after. It is
/// worked out from what the run has left in the tables, inside its transaction and in parts.
///
/// People who are new have no history yet, and a new person's row says itself when it came; of memberships and roles
/// the dated rows are the history.
struct ImportHistory {
    let run: ID<RosterRun>
    let provider: ID<Provider>
    let actor: RunActor
    let now: Instant
    let writer: any Writer

    private static let batch: Int64 = 5_000

    init(_ record: RunRecord, at now: Instant, _ writer: any Writer) {
        (run, provider, actor) = (record.id, record.provider, record.actor)
        (self.now, self.writer) = (now, writer)
    }

    /// The actions, as the log names them.
    enum Action: String {
        case create = "import-create"
        case update = "import-update"
        case end = "import-end"
        case undo = "import-undo"
    }

    /// After a run was applied.
    func write(_ sequences: ClosedRange<Int64>?) throws {
        guard let sequences else { return }
        for start in stride(from: sequences.lowerBound, through: sequences.upperBound, by: Int(Self.batch)) {
            let end = min(start + Self.batch - 1, sequences.upperBound)
            try write(try writer.all(touched(start...end)))
        }
    }

    private func write(_ rows: [Touched]) throws {
        guard !rows.isEmpty else { return }
        let kinds = Dictionary(rows.map { ($0.id, $0.entity) }) { first, _ in first }
        let before = try writer.all(images(of: rows.filter { $0.operation == .update }.map(\.id)))
            .reduce(into: [UUID: any HistoryRow]()) { $0[$1.0] = try image($1.1, of: kinds[$1.0] ?? "") }
        let after = try states(of: rows)
        let references = (Array(before.values) + Array(after.values)).flatMap(\.references)
        let names = Dictionary(try writer.all(names(of: Array(Set(references))))) { first, _ in first }
        try Change.load(
            rows.map {
                change($0, before: before[$0.id]?.history(names) ?? [:], after: after[$0.id]?.history(names) ?? [:])
            }, at: now, in: writer)
    }

    /// After a run was undone: each of its changes the other way round.
    func writeUndone() throws {
        let done = try writer.all(changes)
        for start in stride(from: 0, to: done.count, by: Int(Self.batch)) {
            let part = done[start..<min(done.count, start + Int(Self.batch))]
            try Change.load(
                part.map { change(.undo, $0.entity, $0.id, before: $0.after, after: $0.before) }, at: now, in: writer)
        }
    }

    private func change(_ row: Touched, before: [String: String], after: [String: String]) -> Change {
        switch row.operation {
        case .create: change(.create, row.entity, row.id, before: [:], after: after)
        case .end: change(.end, row.entity, row.id, before: [:], after: [:])
        case .update:
            change(
                .update, row.entity, row.id, before: before.filter { after[$0.key] != $0.value },
                after: after.filter { before[$0.key] != $0.value })
        }
    }

    private func change(
        _ action: Action, _ entity: String, _ id: UUID, before: [String: String], after: [String: String]
    ) -> Change {
        Change(
            action.rawValue, of: entity, id, in: provider.uuid, by: actor.account, before: before, after: after,
            concerning: [run.uuid], isScheduled: actor == .schedule)
    }

    /// What a row was before the run.
    private func image(_ image: JSONDocument, of entity: String) throws -> (any HistoryRow)? {
        switch ImportEntity(rawValue: entity) {
        case .organisation: try image.decoded(as: BeforeImage<OrganisationRow>.self).row
        case .group: try image.decoded(as: BeforeImage<GroupRow>.self).row
        case .person: try image.decoded(as: BeforeImage<PersonRow>.self).row
        default: nil
        }
    }

    private func states(of rows: [Touched]) throws -> [UUID: any HistoryRow] {
        let byEntity = Dictionary(grouping: rows.filter { $0.operation != .end }, by: \.entity)
        func ids(_ entity: ImportEntity) -> [UUID] { (byEntity[entity.rawValue] ?? []).map(\.id) }
        var states: [UUID: any HistoryRow] = [:]
        for (id, row) in try writer.all(organisations(ids(.organisation))) { states[id] = row }
        for (id, row) in try writer.all(groups(ids(.group))) { states[id] = row }
        for (id, row) in try writer.all(people(ids(.person))) { states[id] = row }
        return states
    }
}

/// A row whose changes by imports are in its history.
protocol HistoryRow: StoredRow {
    /// The organisations and courses that the history names.
    var references: [UUID] { get }
    /// What the history tells, by field.
    func history(_ names: [UUID: String]) -> [String: String]
}

extension OrganisationRow: HistoryRow {
    var references: [UUID] { [parent?.uuid].compactMap { $0 } }

    func history(_ names: [UUID: String]) -> [String: String] {
        [
            "name": name, "kind": kind.rawValue, "parent": parent.flatMap { names[$0.uuid] }, "oid": oid,
            "school_code": schoolCode,
        ].compactMapValues { $0 }
    }
}

extension GroupRow: HistoryRow {
    var references: [UUID] { [organisation.uuid, course?.uuid].compactMap { $0 } }

    func history(_ names: [UUID: String]) -> [String: String] {
        [
            "title": title, "kind": kind.rawValue, "organisation": names[organisation.uuid],
            "course": course.flatMap { names[$0.uuid] }, "code": code, "location": location,
            "year_level": yearLevels.isEmpty ? nil : yearLevels.joined(separator: ", "),
        ].compactMapValues { $0 }
    }
}

extension PersonRow: HistoryRow {
    var references: [UUID] { [] }

    /// Contact details are nowhere but in the register.
    func history(_ names: [UUID: String]) -> [String: String] {
        [
            "given_names": name.given, "called_name": name.called, "family_name": name.family,
            "birth_date": birthDate?.description, "language": language, "year_level": yearLevel,
            "protected": isProtected ? "yes" : "no",
        ].compactMapValues { $0 }
    }
}
