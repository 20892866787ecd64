/// What references to one file may point at.
struct ReferenceTargets {
    enum Answer { case found, deleted, missing }

    let file: RosterFile
    private let isReadable: Bool
    private let isBulk: Bool
    private let lines: [String: Int]
    private let deleted: [String: Int]
    private let isPresent: (String) -> Bool

    init<Record, Row>(_ records: Records<Record>, _ present: PresentState.Rows<Row>) {
        file = Record.file
        (isReadable, isBulk) = (records.isReadable, records.mode == .bulk)
        (lines, deleted) = (records.lines, records.deleted)
        isPresent = { present[$0].map { !$0.isEnded } ?? false }
    }

    /// A bulk file is all there is; beside a delta, what the database has counts too. What stands in a file that
    /// could not be read is nobody's fault.
    func answer(for id: String) -> Answer {
        if !isReadable { return .found }
        if deleted[id] != nil { return .deleted }
        if lines[id] != nil { return .found }
        return !isBulk && isPresent(id) ? .found : .missing
    }
}
