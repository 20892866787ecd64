import Accounts
import Base
import Directory
import Synchronization
import Timetable
import Web

/// The registers of a teacher's last days that nobody has taken.
///
/// A register that is taken stays so: a saving is followed by others, and never taken away. So one that was once found taken
/// is not asked about again, and a desktop asks about the few lessons since.
struct OpenRegisters: Sendable {
    private struct Teacher: Hashable, Sendable {
        let persons: [ID<Person>]
        let provider: ID<Provider>
    }

    private final class Taken: Sendable {
        let keys = Mutex<Set<HeldLesson.Key>>([])
    }

    private let taken = Memory<Teacher, CivilDate, Taken>(limit: 4000)

    /// The lessons, the latest first: no statement when everything is remembered and taken, otherwise one more.
    func lessons(
        of persons: [ID<Person>], in provider: ID<Provider>, _ plans: PlanMemory, _ read: PageRead<Viewer>
    ) throws -> [HeldLesson] {
        let today = read.visit.today
        let teacher = Teacher(persons: persons, provider: provider)
        let taken = taken.value(of: teacher, today, at: read.visit.now) { Taken() }
        let known = taken.keys.withLock { $0 }
        let asked = try RecentRegisters.begun(of: persons, in: provider, plans, read)
            .filter { !known.contains($0.key) }
        let facts = try RecentFact.all(about: asked, counts: false, in: provider, read)
        taken.keys.withLock { $0.formUnion(facts.absent.keys) }
        return asked.filter {
            facts.absent[$0.key] == nil
                && facts.rules.mayWrite(lessonOn: $0.day, today: today, isPrincipal: false)
        }
    }
}
