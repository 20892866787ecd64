package import Base

/// What a provider has decided about registers and notices.
package struct AttendanceRules: Hashable, Sendable {
    /// For how many days after the lesson's own a teacher corrects its register; then the principal does.
    package let correctionDays: Int
    /// For how many school days a home may announce an absence for another reason than illness without applying for leave.
    package let noticeDays: Int

    package init(correctionDays: Int = 14, noticeDays: Int = 3) {
        (self.correctionDays, self.noticeDays) = (correctionDays, noticeDays)
    }

    /// The most that an administrator may set.
    package static let most = 366

    /// Whether the register of a lesson on `day` may be written: never before its day, and by a teacher for some time.
    package func mayWrite(lessonOn day: CivilDate, today: CivilDate, isPrincipal: Bool) -> Bool {
        day <= today && (isPrincipal || today <= day.adding(days: correctionDays))
    }
}
