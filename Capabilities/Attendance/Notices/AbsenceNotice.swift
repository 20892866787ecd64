package import Accounts
package import Base
package import Directory
package import Storage

/// An absence that somebody tells of before, or on the day.
package struct AbsenceNotice: Hashable, Sendable {
    /// Who tells of it: the home, a student of age, the school itself, or a decision about leave.
    package enum Origin: String, Hashable, Sendable, ColumnValue { case guardian, student, school, leave }

    /// What is told, before it has an id.
    package struct Draft: Hashable, Sendable {
        package let person: ID<Person>
        package let days: ClosedRange<CivilDate>
        /// Minutes of the day; nil for the whole, and only of a single day.
        package let part: Range<Int>?
        /// Illness or another reason.
        package let absenceClass: AbsenceClass
        package let note: String?
        package let origin: Origin
        package let account: ID<Account>
        package let author: ID<Person>?
        package let role: Role
        /// Who applied for a leave: of two guardians of whom one is protected neither learns of the other's.
        package let applicant: ID<Person>?

        package init(
            person: ID<Person>, days: ClosedRange<CivilDate>, part: Range<Int>? = nil, absenceClass: AbsenceClass,
            note: String?, origin: Origin, account: ID<Account>, author: ID<Person>?, role: Role,
            applicant: ID<Person>? = nil
        ) {
            (self.person, self.days, self.absenceClass, self.note) = (person, days, absenceClass, note)
            self.part = days.lowerBound == days.upperBound ? part : nil
            (self.origin, self.account, self.author, self.role) = (origin, account, author, role)
            self.applicant = applicant
        }
    }

    let id: ID<AbsenceNotice>
    let person: ID<Person>
    let days: ClosedRange<CivilDate>
    let part: Range<Int>?
    let absenceClass: AbsenceClass
    let note: String?
    let origin: Origin
    let author: ID<Person>?
    let writtenAt: Instant
    let endedAt: Instant?

    /// Whether it speaks of a lesson. Withdrawn on a day, it still speaks of the days before.
    func covers(_ day: CivilDate, _ time: Range<Int>) -> Bool {
        days.contains(day) && (endedAt.map { day < $0.day } ?? true) && (part?.overlaps(time) ?? true)
    }
}

extension AbsenceNotice {
    /// Writes the notice. Absences that lie in it and that nobody has explained become its class, by entries of their own.
    @discardableResult package static func announce(
        _ draft: Draft, in provider: ID<Provider>, at now: Instant, _ writer: any Writer
    ) throws -> ID<AbsenceNotice> {
        let id = ID<AbsenceNotice>.new(at: now)
        try insert(id, draft, in: provider, at: now, writer)
        let explained = try writer.all(
            AttendanceEntry.supersede(
                unexplainedOf: draft.person, in: provider, on: draft.days, draft.part, at: now))
        let author = AttendanceEntry.Author(account: draft.account, person: draft.author, role: draft.role)
        try AttendanceEntry.load(
            explained.map {
                $0.explained(draft.absenceClass, draft.note, .notice, notice: id, by: author, at: now)
            }, in: provider, writer)
        return id
    }
}
