import Directory

/// Everyone in the who-may table. "Elsewhere" is another school of the same provider, "other" another family or provider.
package enum Who: String, CaseIterable, Sendable, CustomStringConvertible {
    case signedOut, pupil, otherPupil, guardian, otherGuardian, teacher, teacherElsewhere, assistant
    case office, officeElsewhere, principal, principalElsewhere, administrator, otherAdministrator
    /// Beyond the table: a protected pupil with two guardians, a classmate, an adult student with a guardian.
    case classmate, protectedPupil, protectedGuardian, informedGuardian, adult, adultGuardian

    /// The fourteen of the table.
    package static let table: [Who] = Array(allCases.prefix(14))

    package var description: String { rawValue }

    /// The token of the who's session; signed out has none.
    package var token: String? { self == .signedOut ? nil : "session-of-\(rawValue)" }

    /// The name under which the who signs in.
    package var signInName: String { "\(rawValue.lowercased())@\(self == .otherAdministrator ? "birch" : "lake")" }
}
