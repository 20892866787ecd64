import Accounts
import Base
import Directory
import Storage
import Web

/// The groups of learners and of homes, remembered while the registers of their providers stand still. Whom a
/// page names it notes anew each time.
struct GroupMemory: Sendable {
    private struct Learner: Hashable, Sendable {
        let person: ID<Person>
        let provider: ID<Provider>
        let day: Day
    }

    private struct Home: Hashable, Sendable {
        let account: ID<Account>
        let persons: [ID<Person>]
        let day: Day
    }

    private let taught = FeedMemory<Learner, [TaughtGroup]>(limit: 20_000)
    private let homerooms = FeedMemory<Home, [HomeroomTeacher]>(limit: 20_000)

    /// A learner's groups with their teachers.
    func taught(
        of person: ID<Person>, in provider: ID<Provider>, _ read: PageRead<Viewer>
    ) throws -> [TaughtGroup] {
        let day = Day(read.visit.today)
        return try taught.value(of: Learner(person: person, provider: provider, day: day), in: [provider], read) {
            try read.all(SchoolGroup.taught(of: person, in: provider, on: day))
        }
    }

    /// The teachers of the homeroom classes of a guardian's children.
    func homerooms(_ read: PageRead<Viewer>) throws -> [HomeroomTeacher] {
        let (account, day) = (read.viewer.account, Day(read.visit.today))
        let home = Home(account: account, persons: read.viewer.records.map(\.person), day: day)
        return try homerooms.value(of: home, in: read.viewer.feeds.keys.sorted(), read) {
            try read.all(HomeroomTeacher.ofChildren(in: account, on: day))
        }
    }
}
