import Accounts
import Base
import Directory
import Rostering
import Storage

/// A demo's municipality on the day on which it is made, for the steps that fill it with what happens at school.
struct LivelyDay: Sendable {
    /// A demo person with the account that was made.
    struct Cast: Sendable {
        let member: SampleSummary.Member
        let account: ID<Account>
    }

    let provider: Provider
    let now: Instant
    let cast: [Cast]

    var today: CivilDate { now.day }

    /// One step: it writes what its room would have got on such a day, the same for the same seed.
    typealias Step = @Sendable (LivelyDay, any Writer) throws -> Void

    /// Every step, in the order in which they stand on each other.
    static let steps: [Step] = [
        { day, writer in try day.giveHomework(writer) }, { day, writer in try day.takeRegisters(writer) },
        { day, writer in try day.askForLeave(writer) },
    ]

    func fill(_ writer: any Writer) throws { for step in LivelyDay.steps { try step(self, writer) } }

    /// The children at this provider of whoever plays the part.
    func children(of part: SampleSummary.Part, in reader: any Reader) throws -> [ID<Person>] {
        try cast.filter { $0.member.part == part }.flatMap { cast in
            try Viewer.relations(of: cast.account, on: Day(today), in: reader).children
                .filter { $0.provider.id == provider.id }.map(\.person)
        }
    }
}
