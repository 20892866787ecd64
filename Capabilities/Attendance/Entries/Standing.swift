import Base

/// How a pupil stands in the register of a lesson.
struct Standing: Hashable, Sendable {
    var mark: Mark
    /// How late; nil when nobody counted.
    var minutes: Int?
    /// Why absent; nil for whoever is there.
    var absenceClass: AbsenceClass?
    var code: ID<AbsenceCode>?
    var note: String?

    static let present = Standing(.present)

    /// What does not belong to the mark is left out.
    init(
        _ mark: Mark, minutes: Int? = nil, _ absenceClass: AbsenceClass? = nil, code: ID<AbsenceCode>? = nil,
        note: String? = nil
    ) {
        (self.mark, self.note) = (mark, note)
        self.minutes = mark == .late ? minutes : nil
        self.absenceClass = mark == .absent ? absenceClass ?? .unexplained : nil
        self.code = mark == .absent ? code : nil
    }

    /// Whether it says more than that the pupil was there.
    var isException: Bool { self != .present }
}
