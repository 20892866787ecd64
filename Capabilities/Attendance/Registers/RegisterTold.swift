import Accounts
import Base
import Directory
import Storage
import Timetable

/// What a teacher is told after saving a register that somebody else had saved in the meantime.
struct RegisterTold: Sendable {
    private(set) var others: [RegisterSaving] = []
    /// Whom the others changed and this teacher too.
    private(set) var both: Set<ID<Person>> = []

    /// Nothing happened in between.
    init() {}

    /// - Parameter revision: the one with which this teacher's form was opened.
    init(
        since revision: Int, by account: ID<Account>, _ latest: RegisterSaving, of key: HeldLesson.Key,
        in provider: ID<Provider>, _ reader: any Reader
    ) throws {
        let savings = try reader.all(RegisterSaving.all(of: key, after: revision, in: provider))
        others = savings.filter { $0.account != account }
        guard !others.isEmpty, let own = savings.first(where: { $0.account == account }) else { return }
        let written = try reader.all(WrittenBy.all(in: savings.map(\.id), of: key, in: provider))
        let mine = Set(written.filter { $0.saving == own.id }.map(\.person))
        let theirs = Set(others.map(\.id))
        both = mine.intersection(written.filter { theirs.contains($0.saving) }.map(\.person))
    }
}
