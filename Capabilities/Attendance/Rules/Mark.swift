import Storage

/// How a pupil was in a lesson.
package enum Mark: String, CaseIterable, Codable, Hashable, Sendable, ColumnValue {
    case present, absent, late
}

/// Through what an entry came to be.
package enum EntryOrigin: String, Hashable, Sendable, ColumnValue {
    /// A teacher took the register, or put it right.
    case register, correction
    /// A home told of the absence before, or said why after.
    case notice, explanation
}
