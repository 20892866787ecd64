import Storage

/// What a person is at a provider or a school; also whom one acts as, and a part of the path.
package enum Role: String, CaseIterable, Codable, Hashable, Sendable, ColumnValue {
    case pupil, teacher, guardian, principal, office, assistant, administrator
}
