import Accounts
import Base
import Directory
import Storage
import Web

/// A record, and the other one that is chosen, suggested or looked for.
struct MergeModel: Sendable {
    let scope: Scope
    let own: [ID<Person>]
    let file: PersonFile
    let pair: MergePair?
    /// That somebody has said the two to be different people.
    var distinct: SaidDistinct?
    let candidates: [FoundPerson]
    /// What has been merged into the record, and can be undone.
    let done: [DoneMerge]
    let choice: PersonChoice?

    var isProtected: Bool { ([file] + (pair.map { [$0.kept, $0.merged] } ?? [])).contains { $0.person.isProtected } }

    var shown: [ID<Person>] {
        file.shown + (pair.map { $0.kept.shown + $0.merged.shown } ?? []) + candidates.map(\.person.id)
            + done.map(\.merged.id) + (choice?.shown ?? []) + [distinct?.author?.id].compactMap { $0 }
    }
}

extension Register {
    func mountMerge(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.merge(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                let model = try mergeModel(
                    read, read.visit, scope, with: read.visit.withPerson,
                    keepsOther: read.visit.query.text("keep") == "other",
                    own: read.viewer.persons(at: scope.provider.id))
                if model.isProtected { try read.confirm() }
                read.look(at: model.shown, scope, for: "record")
                return model
            }, page: mergePage)
        site.post(RegisterPath.merge(role), may: .acting(as: role)) { write in try merge(Edit(write, as: role)) }
        site.post(RegisterPath.mergeUndoing(role), may: .acting(as: role)) { write in
            try undoMerge(Edit(write, as: role))
        }
    }

    private func mergeModel(
        _ reader: any Reader, _ visit: Visit, _ scope: Scope, with other: ID<Person>?, keepsOther: Bool,
        own: [ID<Person>]
    ) throws -> MergeModel {
        let id = try visit.id("person", of: Person.self)
        guard let other, other != id else { return try looking(reader, visit, scope, id, own) }
        let files = try PersonFile.all(of: [id, other], scope, in: reader)
        guard let file = files.first(where: { $0.person.id == id }) else { throw Fault.missing }
        guard let second = files.first(where: { $0.person.id == other }) else { throw Fault.missing }
        let (kept, merged) = keepsOther ? (second, file) : (file, second)
        return MergeModel(
            scope: scope, own: own, file: file, pair: MergePair(kept: kept, merged: merged),
            distinct: try PersonPair(id, other).flatMap { try reader.first(SaidDistinct.of($0, scope)) },
            candidates: [], done: [], choice: nil)
    }

    /// Suggestions, until somebody is looked for by name.
    private func looking(
        _ reader: any Reader, _ visit: Visit, _ scope: Scope, _ id: ID<Person>, _ own: [ID<Person>]
    ) throws -> MergeModel {
        let record = try reader.one(PersonRecord.reached([id], scope))
        let isAsked = !visit.query.text("q").isEmpty
        let candidates =
            isAsked
            ? []
            : try reader.all(MergeCandidate.of(id, scope)).filter {
                $0.hasSameNumber || Likeness.isAlike($0.found.person.name, record.person.name)
            }.map(\.found).uniqued()
        return MergeModel(
            scope: scope, own: own, file: PersonFile(record), pair: nil, candidates: candidates,
            done: isAsked ? [] : try reader.all(DoneMerge.into(id, in: scope.provider.id)),
            choice: try PersonChoice(visit, scope, except: [id], in: reader))
    }

    private func merge(_ edit: Edit) throws -> Outcome {
        let form = edit.write.visit.form
        guard let other = ID<Person>(form.text("with")) else { throw Fault.missing }
        let model = try mergeModel(
            edit.writer, edit.write.visit, edit.scope, with: other, keepsOther: form.text("keep") == "other",
            own: edit.write.viewer.persons(at: edit.provider))
        guard let pair = model.pair else { throw Fault.missing }
        if model.isProtected { try edit.write.confirm() }
        do throws(MergeRefusal) {
            try pair.check(edit.scope, own: model.own)
        } catch {
            return try edit.refused(mergePage(model, edit.write.visit), showing: model.shown)
        }
        let (kept, merged) = (pair.kept.person.id, pair.merged.person.id)
        let merging = Merging(edit: edit)
        var moved = try merging.movable(from: merged, to: kept)
        let both = MergeFollower.Pair(kept: kept, merged: merged, in: edit.provider, at: edit.now)
        var followed: MergeFollower.Rows = [:]
        for follower in followers { followed.merge(try follower.follow(both, edit.writer)) { $0 + $1 } }
        moved.followed = followed
        try edit.feed(.update, .person, kept.uuid)
        try edit.feed(.end, .person, merged.uuid)
        try feed(moved, edit)
        try merging.give(moved, from: merged, to: kept)
        try merging.setEnded(merged, at: edit.now)
        let id = try merging.save(kept, merged, moved)
        try edit.log(
            .merge, .person, kept.uuid, after: ["rows": String(moved.count)], concerning: [merged.uuid, id.uuid])
        return edit.done(.merge, at: kept)
    }

    private func undoMerge(_ edit: Edit) throws -> Outcome {
        let file = try edit.file()
        let id = try edit.write.visit.id("merge", of: PersonMerge.self)
        let merges = try edit.writer.all(PersonMerge.of([file.person.id], in: edit.provider))
        guard let merge = merges.first(where: { $0.id == id }) else { throw Fault.missing }
        let merging = Merging(edit: edit)
        let touched = try merging.touched(since: merge)
        let isWhole = try merging.present(merge.moved, of: merge.kept) == merge.moved.count
        guard touched.isEmpty, isWhole else {
            let page = refusedUndoPage(PersonModel(scope: edit.scope, file: file), touched, words(edit.write.visit))
            return try edit.refused(page, showing: [file.person.id])
        }
        try edit.feed(.update, .person, merge.kept.uuid, merge.merged.uuid)
        try feed(merge.moved, edit)
        try merging.give(merge.moved, from: merge.kept, to: merge.merged)
        for follower in followers.reversed() {
            try follower.giveBack(merge.pair(in: edit.provider), merge.moved.followed ?? [:], edit.writer)
        }
        try merging.setEnded(merge.merged, at: merge.moved.endedAt.map(Instant.init(milliseconds:)))
        try merging.markUndone(merge)
        try edit.log(
            .mergeUndo, .person, merge.kept.uuid, after: ["rows": String(merge.moved.count)],
            concerning: [merge.merged.uuid, merge.id.uuid])
        return edit.done(.mergeUndo, at: merge.kept)
    }

    private func feed(_ moved: PersonMerge.Moved, _ edit: Edit) throws {
        for (entity, ids) in moved.feed {
            guard let entity = Edit.Entity(rawValue: entity) else { continue }
            for id in ids { try edit.feed(.update, entity, id) }
        }
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, in the order of its first appearance.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
