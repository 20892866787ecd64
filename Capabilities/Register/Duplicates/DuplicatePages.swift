import Accounts
import Base
import Directory
import Storage
import Web

/// A page of the list of likely duplicates.
struct DuplicatesModel: Sendable {
    let scope: Scope
    let pairs: [Duplicate]
    let isFirst: Bool
    let next: Duplicate?
    let people: FoundPeople
}

/// A page of the pairs that somebody has said to be two people.
struct DistinctModel: Sendable {
    let scope: Scope
    let pairs: [SaidDistinct]
    let isFirst: Bool
    let older: Instant?
    let people: FoundPeople
}

/// People of a list by their ids, with their roles.
struct FoundPeople: Sendable {
    let found: [ID<Person>: FoundPerson]
    let posts: [FoundPost]

    init(_ ids: [ID<Person>], _ scope: Scope, in reader: any Reader) throws {
        let ids = Array(Set(ids))
        found = Dictionary(try reader.all(FoundPerson.all(of: ids, scope)).map { ($0.person.id, $0) }) { first, _ in
            first
        }
        posts = try reader.all(FoundPost.of(ids, in: scope.provider.id, on: scope.day))
    }
}

extension Register {
    func mountDuplicates(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.duplicates(role), may: .acting(as: role), load: { try loadDuplicates($0, role) },
            page: duplicatesPage)
        site.get(
            RegisterPath.distinct(role), may: .acting(as: role), load: { try loadDistinct($0, role) },
            page: distinctPage)
        site.post(RegisterPath.distinct(role), may: .acting(as: role)) { write in
            try sayDistinct(Edit(write, as: role))
        }
        site.post(RegisterPath.distinctEnding(role), may: .acting(as: role)) { write in
            try takeBackDistinct(Edit(write, as: role))
        }
    }

    private func loadDuplicates(_ read: PageRead<Viewer>, _ role: Role) throws -> DuplicatesModel {
        let scope = try read.scope(role)
        let last = Duplicate(read.visit.query)
        let found = try Duplicate.page(scope, after: last, in: read)
        let pairs = Array(found.prefix(Duplicate.pageSize))
        let ids = pairs.flatMap { [$0.first, $0.second] }
        read.look(at: ids, scope)
        return DuplicatesModel(
            scope: scope, pairs: pairs, isFirst: last == nil, next: found.count > pairs.count ? pairs.last : nil,
            people: try FoundPeople(ids, scope, in: read))
    }

    private func loadDistinct(_ read: PageRead<Viewer>, _ role: Role) throws -> DistinctModel {
        let scope = try read.scope(role)
        let before = Int64(read.visit.query.text("before")).map(Instant.init(milliseconds:))
        let found = try read.all(SaidDistinct.all(scope, before: before))
        let pairs = Array(found.prefix(Duplicate.pageSize))
        let ids = pairs.flatMap { [$0.first, $0.second] }
        read.look(at: ids + pairs.compactMap(\.author?.id), scope)
        return DistinctModel(
            scope: scope, pairs: pairs, isFirst: before == nil, older: found.count > pairs.count ? pairs.last?.at : nil,
            people: try FoundPeople(ids, scope, in: read))
    }

    /// They are two people: kept with who said it and when, and in both histories.
    private func sayDistinct(_ edit: Edit) throws -> Outcome {
        let pair = try pair(edit)
        if try edit.sayDistinct(pair) { try log(.distinguish, pair, edit) }
        return .done(Action.distinguish.rawValue, at: RegisterPath.duplicates(edit.scope.role)(edit.scope.slug))
    }

    private func takeBackDistinct(_ edit: Edit) throws -> Outcome {
        let pair = try pair(edit)
        if try edit.takeBackDistinct(pair) { try log(.distinguishUndo, pair, edit) }
        return .done(Action.distinguishUndo.rawValue, at: RegisterPath.duplicates(edit.scope.role)(edit.scope.slug))
    }

    private func log(_ action: Action, _ pair: PersonPair, _ edit: Edit) throws {
        try edit.log(action, .person, pair.first.uuid, concerning: [pair.second.uuid])
    }

    /// The two of the form, both of whom the role must reach.
    private func pair(_ edit: Edit) throws -> PersonPair {
        let form = edit.write.visit.form
        guard let one = ID<Person>(form.text("first")), let other = ID<Person>(form.text("second")),
            let pair = PersonPair(one, other)
        else { throw Fault.missing }
        let reached = Set(try edit.writer.all(PersonRecord.reached([one, other], edit.scope)).map(\.person.id))
        guard reached == [one, other] else { throw Fault.missing }
        return pair
    }
}

extension Duplicate {
    /// The last pair of the page before, as it stands in a page's address.
    init?(_ query: Form) {
        guard let ground = LikelyGround(rawValue: query.text("ground")), let first = ID<Person>(query.text("first")),
            let second = ID<Person>(query.text("second"))
        else { return nil }
        (self.first, self.second, self.ground) = (first, second, ground)
    }

    /// The list from after this pair.
    func link(_ list: Link) -> Link {
        list.with(["ground": ground.rawValue, "first": first.description, "second": second.description])
    }
}
