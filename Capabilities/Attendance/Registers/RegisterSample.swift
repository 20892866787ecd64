package import Base
package import Directory
package import Storage
package import Timetable

/// A register as its teacher would have saved it right after the lesson, for the demo's invented municipalities.
package struct RegisterSample: Sendable {
    /// What stands about a pupil who was not simply there.
    package enum Exception: Sendable {
        case absent(AbsenceClass)
        case late(minutes: Int)
    }

    private let held: HeldLesson
    private let school: ID<Organisation>
    private let pupils: [ID<Person>]
    private let exceptions: [ID<Person>: Exception]

    package init(
        _ held: HeldLesson, at school: ID<Organisation>, of pupils: [ID<Person>], _ exceptions: [ID<Person>: Exception]
    ) {
        (self.held, self.school, self.pupils, self.exceptions) = (held, school, pupils, exceptions)
    }

    /// Writes registers that nobody has taken yet; one without a teacher stays untaken. Invented teachers have no account,
    /// so their record's id stands for it.
    package static func take(
        _ registers: [RegisterSample], in provider: ID<Provider>, _ writer: any Writer
    ) throws {
        let entries = try registers.flatMap { try $0.take(in: provider, writer) }
        try AttendanceEntry.load(entries, in: provider, writer)
    }

    private func take(in provider: ID<Provider>, _ writer: any Writer) throws -> [AttendanceEntry] {
        guard let teacher = held.substitute?.id ?? held.lesson.teachers.first?.id, !pupils.isEmpty else { return [] }
        let saved = Instant(startOf: held.day).adding(minutes: Int64(held.time.begins + 5))
        let author = AttendanceEntry.Author(account: teacher.retagged(), person: teacher, role: .teacher)
        let occurrence = AttendanceEntry.Occurrence(
            held.key, on: held.day, held.time, held.lesson.subject, at: school)
        let id = ID<RegisterSaving>.new(at: saved)
        let isFirst = try RegisterSaving.insert(
            id, revision: 1, of: occurrence, pupils: pupils, by: author, teacher,
            isOwn: held.substitute == nil, in: provider, at: saved, writer)
        guard isFirst else { return [] }
        return pupils.compactMap { pupil in
            exceptions[pupil].map { exception in
                AttendanceEntry(
                    id: .new(at: saved), person: pupil, occurrence: occurrence, standing: Standing(exception),
                    origin: .register, notice: nil, saving: id, author: author, writtenAt: saved, supersededAt: nil)
            }
        }
    }
}

extension Standing {
    fileprivate init(_ exception: RegisterSample.Exception) {
        switch exception {
        case .absent(let absenceClass): self.init(.absent, absenceClass)
        case .late(let minutes): self.init(.late, minutes: minutes)
        }
    }
}
