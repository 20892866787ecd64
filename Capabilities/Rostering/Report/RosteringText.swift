import Base

/// The words of reports and progress; the sentences of problems are in `ProblemCode`.
package enum RosteringText: String, TextKey {
    case applied = "report.applied"
    case unchanged = "report.unchanged"
    case checked = "report.checked"
    case held = "report.held"
    case refused = "report.refused"
    case provider = "report.provider"
    case files = "report.files"
    case fileOfMode = "report.file"
    case counts = "report.counts"
    case errors = "report.errors"
    case notices = "report.notices"
    case placeFile = "report.place_file"
    case placeRow = "report.place_row"
    case placeColumn = "report.place_column"

    case entityProvider = "entity.provider"
    case entityOrganisation = "entity.organisation"
    case entitySession = "entity.academic_session"
    case entityPerson = "entity.person"
    case entityCourse = "entity.course"
    case entityGroup = "entity.school_group"
    case entityRole = "entity.role_assignment"
    case entityMembership = "entity.membership"
    case entityGuardianship = "entity.guardianship"

    case progressReading = "progress.reading"
    case progressChecking = "progress.checking"
    case progressComparing = "progress.comparing"
    case progressApplying = "progress.applying"
}

extension ImportEntity {
    /// What rows of this kind are called.
    package var text: RosteringText {
        switch self {
        case .provider: .entityProvider
        case .organisation: .entityOrganisation
        case .academicSession: .entitySession
        case .person: .entityPerson
        case .course: .entityCourse
        case .group: .entityGroup
        case .role: .entityRole
        case .membership: .entityMembership
        case .guardianship: .entityGuardianship
        }
    }
}

extension ImportProgress.Phase {
    /// What is being done.
    package var text: RosteringText {
        switch self {
        case .reading: .progressReading
        case .checking: .progressChecking
        case .comparing: .progressComparing
        case .applying: .progressApplying
        }
    }
}
