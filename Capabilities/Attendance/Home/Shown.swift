import Base
import Directory
import Storage

/// Who wrote something, as far as a page may name them.
struct ShownAuthor: Hashable, Sendable {
    let person: ID<Person>?
    let name: PersonName?
    let isProtected: Bool
    let role: Role

    /// Whether the home wrote it.
    var isHome: Bool { role == .guardian || role == .pupil }

    /// The name for a home or a learner: protected people are not named to homes, to learners by the called name; and
    /// two guardians do not learn of each other when one of them is protected.
    func shown(to ask: HomeAsk) -> String? {
        guard let name else { return nil }
        if person == ask.author { return name.full }
        if ask.role == .pupil { return isProtected ? name.called : name.full }
        guard ask.showsLessons, !isProtected else { return nil }
        return role == .guardian && ask.isProtected ? nil : name.full
    }

    /// Whether what was written is the reader's to read: not between two guardians of whom one is protected.
    func isOpen(to ask: HomeAsk) -> Bool {
        ask.role != .guardian || role != .guardian || person == ask.author || !(isProtected || ask.isProtected)
    }
}

/// An entry with who wrote it.
struct ShownEntry: Hashable, Sendable {
    let entry: AttendanceEntry
    let author: ShownAuthor
}

/// A notice with who wrote it.
struct ShownNotice: Hashable, Sendable {
    let notice: AbsenceNotice
    let author: ShownAuthor
    /// Who applied, of a granted leave.
    let applicant: ID<Person>?
    let isApplicantProtected: Bool

    /// Whether it is the reader's to know. A granted leave is whose application it was, not whose decision; from whom the
    /// school is hidden sees the own one alone, as with applications.
    func isOpen(to ask: HomeAsk) -> Bool {
        guard ask.role == .guardian, notice.origin == .leave else { return author.isOpen(to: ask) }
        guard let applicant else { return false }
        if applicant == ask.author || applicant == ask.person { return true }
        return ask.showsLessons && !isApplicantProtected && !ask.isProtected
    }
}
