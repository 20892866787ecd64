import Base
import Foundation
import Storage

/// What a file says of a sourcedId at all.
struct Mention {
    let line: Int
    let isDeleted: Bool
}

/// A row that files ask for.
struct Asked<Row: StoredRow> {
    let row: Row
    /// The id of a new row, where it was given out already.
    var id: UUID?
    var depth = 0
}

/// One sourcedId of a walk: what there is and what files say.
struct Met<Row: StoredRow> {
    let sourceID: String
    let id: UUID
    let old: PresentRow<Row>?
    /// The row that files ask for.
    let new: Row?
    let mention: Mention?
    let isEnding: Bool

    /// The row as it will be; nil for what is neither there nor asked for.
    var after: Row? { new ?? old?.row }
}

extension Comparison {
    /// How the rows of one kind are compared.
    struct Walk<Row: StoredRow> {
        let file: RosterFile
        /// `key, line, deleted` and whatever `make` reads, in the order of the keys, each key once.
        let wishes: SQL
        /// The row that a wish asks for, or nil.
        let make: (inout Storage.Row, _ key: String, PresentRow<Row>?) throws -> Asked<Row>?
        /// What becomes of a row in force that no wish is about, but for its ending.
        var unasked: (PresentRow<Row>) throws -> Row? = { _ in nil }
        /// Whether a row in force that nobody asks for is over.
        let ends: (PresentRow<Row>, Mention?) throws -> Bool
        let note: (Met<Row>) throws -> Void
    }

    func walk<Row: StoredRow>(_ walk: Walk<Row>) throws {
        var present = try PresentRows<Row>(register)
        try scratch.forEach(walk.wishes) { cells in
            let key = try cells.next(String.self)
            let line = try cells.next(Int?.self)
            let isDeleted = try cells.next(Bool.self)
            while let row = present.current, row.sourceID.utf8.lexicographicallyPrecedes(key.utf8) {
                try pass(row, walk)
                try present.advance()
            }
            let old = present.current.flatMap { $0.sourceID == key ? $0 : nil }
            let asked = isDeleted ? nil : try walk.make(&cells, key, old)
            try settle(key, line.map { Mention(line: $0, isDeleted: isDeleted) }, asked, old, walk)
            if old != nil { try present.advance() }
        }
        while let row = present.current {
            try pass(row, walk)
            try present.advance()
        }
        try nodes.flush()
    }

    private func pass<Row: StoredRow>(_ old: PresentRow<Row>, _ walk: Walk<Row>) throws {
        let changed = old.isEnded ? nil : try walk.unasked(old)
        try settle(old.sourceID, nil, changed.map { Asked(row: $0) }, old, walk)
    }

    private func settle<Row: StoredRow>(
        _ key: String, _ mention: Mention?, _ asked: Asked<Row>?, _ old: PresentRow<Row>?, _ walk: Walk<Row>
    ) throws {
        var (id, isEnding) = (old?.id ?? Comparison.nobody, false)
        switch (asked, old) {
        case (let asked?, let old?) where old.isEnded || old.row != asked.row:
            try plan.change(key, id, from: old.row, to: asked.row, endedAt: old.endedAt)
        case (.some, .some): plan.keep(Row.entity)
        case (let asked?, nil):
            id = asked.id ?? ID<Row>.new(at: now).uuid
            try plan.create(key, id, asked.row, depth: asked.depth)
        case (nil, let old?):
            isEnding = try !old.isEnded && walk.ends(old, mention)
            if isEnding { try plan.end(key, id, old.row) }
        case (nil, nil): break
        }
        if old == nil, let mention, mention.isDeleted {
            let place = Finding.Place(file: walk.file, line: mention.line)
            try tell(.deletion, .deleteUnknown, place, "sourcedId", key)
        }
        try walk.note(
            Met(sourceID: key, id: id, old: old, new: asked?.row, mention: mention, isEnding: isEnding))
    }

    /// A row that no file asks for is over when its file is the whole truth, or names it without asking for it.
    func isGone(_ mention: Mention?, by file: RosterFile) -> Bool { isBulk(file) || mention != nil }

    /// What a node says beside what every row has.
    struct Node {
        var title: String
        /// The id that references get, where it is another one.
        var lead: UUID?
        /// What it belonged to before, and will belong to.
        var owner: UUID?
        var later: UUID?
        /// A school, or a protected person.
        var isMarked = false
        /// Whether the register knows a birth date.
        var isBorn = false
    }

    /// Puts down what there is, so that rows can refer to it.
    func put<Row: StoredRow>(_ met: Met<Row>, of file: RosterFile, _ node: Node) throws {
        guard met.after != nil else { return }
        let isUsable = met.mention.map { !$0.isDeleted } ?? (!isBulk(file) && met.old?.isEnded == false)
        try nodes.add([
            Bound(Row.entity.number), Bound(met.sourceID), Bound(met.id), Bound(node.lead ?? met.id), Bound(isUsable),
            Bound(met.old != nil), Bound(met.old?.isEnded ?? false), Bound(node.title), Bound(node.owner),
            Bound(node.later), Bound(node.isMarked), Bound(node.isBorn),
        ])
        if met.isEnding { try noteEnding(met.id) }
    }
}
