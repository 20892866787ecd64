package import Base
package import Directory
import Storage
package import Web

/// The groups of members of the staff, remembered while the registers of their providers stand still; rooms share one.
package struct OwnGroups: Sendable {
    private struct Key: Hashable, Sendable {
        let persons: [ID<Person>]
        let role: Role
        let provider: ID<Provider>
        let day: Day
    }

    private let memory = FeedMemory<Key, [OwnGroup]>()

    package init() {}

    /// The groups in which the viewer is a member as `role` at a provider today: homeroom classes first.
    package func groups(
        as role: Role, in provider: ID<Provider>, _ read: PageRead<Viewer>
    ) throws -> [OwnGroup] {
        let (persons, day) = (read.viewer.persons(at: provider), Day(read.visit.today))
        let key = Key(persons: persons, role: role, provider: provider, day: day)
        return try memory.value(of: key, in: [provider], read) {
            try read.all(SchoolGroup.own(of: persons, as: role, in: provider, on: day))
        }
    }
}
