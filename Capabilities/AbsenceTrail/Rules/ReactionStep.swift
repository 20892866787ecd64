import Storage

/// What kind of step somebody took. What student welfare does is no matter of this record: that is a register of its own.
enum ReactionStep: String, CaseIterable, Sendable, ColumnValue {
    case pupil, home, meeting, welfare, other
}
