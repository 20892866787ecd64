import Storage

/// Why somebody was not there, by the national classes; a provider's own codes stand under them.
package enum AbsenceClass: String, CaseIterable, Codable, Hashable, Sendable, ColumnValue {
    /// Authorised: ill, or another reason that the school accepts (Basic Education Act 26 §).
    case illness, other
    case unauthorised
    /// Nobody has said why yet.
    case unexplained
    /// The school's own activity, such as a trip of another group: away from the lesson and no absence in sums.
    case school

    /// Whether the school has accepted the reason.
    package var isAuthorised: Bool { self == .illness || self == .other }

    /// Whether it counts as an absence.
    package var isAbsence: Bool { self != .school }
}
