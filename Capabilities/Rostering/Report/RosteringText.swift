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

    case countsTouched = "report.counts_touched"
    case cut = "report.cut"
    case run = "report.run"
    case previewSchools = "preview.schools"
    case previewNoSchool = "preview.no_school"
    case previewProtected = "preview.protected"
    case previewChanges = "preview.changes"
    case previewMore = "preview.more"
    case previewShrinking = "preview.shrinking"
    case shrinkingSchool = "preview.shrinking_school"
    case shrinkingGroup = "preview.shrinking_group"
    case previewConfirm = "preview.confirm"
    case progressRows = "progress.rows"
    case progressMegabytes = "progress.megabytes"
    case progressLeft = "progress.left"
    case stepReceiving = "step.receiving"
    case stepReceived = "step.received"
    case stepChecked = "step.checked"
    case stepPreviewed = "step.previewed"
    case stepApplied = "step.applied"
    case stepUndone = "step.undone"
    case stepRefused = "step.refused"
    case stepFailed = "step.failed"
    case stepExpired = "step.expired"
    case undoDone = "undo.done"
    case undoConflicts = "undo.conflicts"
    case undoHidden = "undo.hidden"
    case undoLate = "undo.late"
    case undoStep = "undo.step"
    case fieldName = "field.name"
    case fieldKind = "field.kind"
    case fieldParent = "field.parent"
    case fieldOid = "field.oid"
    case fieldSchoolCode = "field.school_code"
    case fieldTitle = "field.title"
    case fieldBegins = "field.begins"
    case fieldEnds = "field.ends"
    case fieldSchoolYear = "field.school_year"
    case fieldGivenNames = "field.given_names"
    case fieldCalledName = "field.called_name"
    case fieldFamilyName = "field.family_name"
    case fieldBirthDate = "field.birth_date"
    case fieldLanguage = "field.language"
    case fieldYearLevel = "field.year_level"
    case fieldProtected = "field.protected"
    case fieldIdentityCode = "field.identity_code"
    case fieldIdentifiers = "field.identifiers"
    case fieldContacts = "field.contacts"
    case fieldOrganisation = "field.organisation"
    case fieldSession = "field.session"
    case fieldCode = "field.code"
    case fieldSubjects = "field.subjects"
    case fieldCourse = "field.course"
    case fieldLocation = "field.location"
    case fieldPerson = "field.person"
    case fieldRole = "field.role"
    case fieldPrimary = "field.primary"
    case fieldGroup = "field.group"
    case fieldGuardian = "field.guardian"
    case fieldChild = "field.child"
    case fieldScope = "field.scope"
    case fieldKinds = "field.kinds"
    case fieldInForce = "field.in_force"
    case valueYes = "value.yes"
    case valueNo = "value.no"
    case valueGiven = "value.given"
    case valueChanged = "value.changed"
    case valuePupil = "value.pupil"
    case valueTeacher = "value.teacher"
    case valueGuardian = "value.guardian"
    case valuePrincipal = "value.principal"
    case valueOffice = "value.office"
    case valueAssistant = "value.assistant"
    case valueAdministrator = "value.administrator"
    case valueFull = "value.full"
    case valueLimited = "value.limited"
    case valueInformation = "value.information"
    case valueProvider = "value.provider"
    case valueDepartment = "value.department"
    case valueSchool = "value.school"
    case valueHomeroom = "value.homeroom"
    case valueTeaching = "value.teaching"
    case valueSchoolYear = "value.schoolYear"
    case valueSemester = "value.semester"
    case valueTerm = "value.term"
    case valueGradingPeriod = "value.gradingPeriod"
    case runsNone = "runs.none"
    case runsNeedsConfirmation = "runs.needs_confirmation"
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

extension RosterRun.Step {
    /// What the step is called.
    package var text: RosteringText {
        switch self {
        case .receiving: .stepReceiving
        case .received: .stepReceived
        case .checked: .stepChecked
        case .previewed: .stepPreviewed
        case .applied: .stepApplied
        case .undone: .stepUndone
        case .refused: .stepRefused
        case .failed: .stepFailed
        case .expired: .stepExpired
        }
    }
}
