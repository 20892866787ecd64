import Base
import Directory
import Foundation
import Storage

extension Comparison {
    func organisations() throws {
        try seed(OrganisationRow.self, .orgs)
        try walk(
            Walk<OrganisationRow>(
                file: .orgs, wishes: Comparison.tree(.orgs),
                make: { [self] cells, _, _ in
                    let (record, seed): (OrgRecord, Seed) = try read(&cells)
                    if record.parent != nil, !seed.isParentUsable { try suspect(seed.number) }
                    let parent = record.parent.map { _ in ID<Organisation>(seed.parent ?? Comparison.nobody) }
                    return Asked(row: OrganisationRow(record, parent: parent), id: seed.id, depth: seed.depth)
                },
                ends: { [self] _, mention in isGone(mention, by: .orgs) },
                note: { [self] met in
                    guard let after = met.after else { return }
                    try put(
                        met, of: .orgs,
                        Node(title: after.name, owner: met.old?.row.parent?.uuid, isMarked: after.kind == .school))
                }))
    }

    func sessions() throws {
        try seed(AcademicSessionRow.self, .academicSessions)
        try walk(
            Walk<AcademicSessionRow>(
                file: .academicSessions, wishes: Comparison.tree(.academicSessions),
                make: { [self] cells, _, _ in
                    let (record, seed): (SessionRecord, Seed) = try read(&cells)
                    if record.parent != nil, !seed.isParentUsable { try suspect(seed.number) }
                    let parent = record.parent.map { _ in ID<AcademicSession>(seed.parent ?? Comparison.nobody) }
                    return Asked(row: AcademicSessionRow(record, parent: parent), id: seed.id, depth: seed.depth)
                },
                ends: { [self] _, mention in isGone(mention, by: .academicSessions) },
                note: { [self] met in
                    guard let after = met.after else { return }
                    try put(
                        met, of: .academicSessions, Node(title: after.title, owner: met.old?.row.parent?.uuid))
                }))
    }

    func courses() throws {
        try walk(
            Walk<CourseRow>(
                file: .courses, wishes: Comparison.courses,
                make: { [self] cells, _, _ in
                    let number = try cells.next(Int.self)
                    let record: CourseRecord = try Unpacker.value(of: try cells.next())
                    let organisation = try reference(&cells)
                    let session = try reference(&cells)
                    if !organisation.isUsable || (record.schoolYear != nil && !session.isUsable) { try suspect(number) }
                    return Asked(
                        row: CourseRow(
                            organisation: ID(organisation.id), session: record.schoolYear.map { _ in ID(session.id) },
                            title: record.title, code: record.code, subjects: record.subjects,
                            metadata: record.metadata))
                },
                ends: { [self] old, mention in
                    try isGone(mention, by: .courses) || isEnding(old.row.organisation.uuid)
                },
                note: { [self] met in
                    guard let after = met.after else { return }
                    try put(met, of: .courses, Node(title: after.title))
                }))
    }

    func groups() throws {
        try walk(
            Walk<GroupRow>(
                file: .classes, wishes: Comparison.classes,
                make: { [self] cells, _, _ in
                    let number = try cells.next(Int.self)
                    let record: ClassRecord = try Unpacker.value(of: try cells.next())
                    let course = try reference(&cells)
                    let school = try reference(&cells)
                    let terms = try record.terms.filter { !$0.isEmpty }.map { try find(.academicSession, $0) }
                    if !course.isUsable || !school.isUsable || terms.contains(where: { !$0.isUsable }) {
                        try suspect(number)
                    }
                    return Asked(
                        row: GroupRow(
                            organisation: ID(school.id), course: ID(course.id),
                            kind: record.isHomeroom ? .homeroom : .teaching, title: record.title, code: record.code,
                            location: record.location, yearLevels: record.yearLevels, metadata: record.metadata,
                            sessions: Set(terms.map { ID<AcademicSession>($0.id) }).sorted()))
                },
                ends: { [self] old, mention in
                    try isGone(mention, by: .classes) || isEnding(old.row.organisation.uuid)
                },
                note: { [self] met in
                    guard let after = met.after else { return }
                    try put(
                        met, of: .classes,
                        Node(
                            title: after.title, owner: met.old?.row.organisation.uuid, later: after.organisation.uuid))
                }))
    }

    /// The two columns of something that was looked up by its sourcedId.
    func reference(_ cells: inout Row) throws -> Found {
        let (id, isUsable) = (try cells.next(UUID?.self), try cells.next(Bool?.self))
        return Found(id: id ?? Comparison.nobody, isUsable: isUsable ?? false)
    }

    // MARK: Trees

    /// What a row of a tree knows before its walk.
    private struct Seed {
        let number: Int
        let id: UUID?
        let parent: UUID?
        let isParentUsable: Bool
        let depth: Int
    }

    private func read<Record: RosterRecord>(_ cells: inout Row) throws -> (Record, Seed) {
        let number = try cells.next(Int.self)
        let record: Record = try Unpacker.value(of: try cells.next())
        let seed = Seed(
            number: number, id: try cells.next(), parent: try cells.next(),
            isParentUsable: try cells.next(Bool?.self) ?? false, depth: try cells.next(Int?.self) ?? 0)
        return (record, seed)
    }

    /// Gives every row of a tree its id before the walk, since a parent's sourcedId may come after its children's.
    private func seed<Row: StoredRow>(_ type: Row.Type, _ file: RosterFile) throws {
        let seeds = StagedRows(Staging.seeds, in: scratch)
        func add(_ key: String, _ id: UUID, isUsable: Bool) throws {
            try seeds.add([Bound(file.number), Bound(key), Bound(id), Bound(isUsable)])
        }
        var present = try PresentRows<Row>(register)
        while let row = present.current {
            let mention = try scratch.first(Staging.mention(row.sourceID, in: file))
            try add(
                row.sourceID, row.id, isUsable: mention.map { !$0.isDeleted } ?? (!isBulk(file) && !row.isEnded))
            try present.advance()
        }
        try seeds.flush()
        try scratch.forEach(Comparison.unseeded(file)) { cells in
            try add(try cells.next(), ID<Row>.new(at: now).uuid, isUsable: true)
        }
        try seeds.flush()
        try scratch.run(Comparison.forgetBranches)
        try scratch.run(Comparison.branches(file))
        try scratch.run(Comparison.depths(file))
    }
}
