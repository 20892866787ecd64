import Accounts
package import Directory
package import Web

/// Where attendance is: registers of lessons, and absences of a pupil, a child, a group.
package enum AttendancePath {
    /// The register of a lesson of a day, for its teacher and for the principal.
    package static func register(_ role: Role) -> PathPattern { role == .principal ? ofPrincipal : ofTeacher }
    private static let ofTeacher: PathPattern = "/{provider}/teacher/lessons/{lesson}/{held}/register"
    private static let ofPrincipal: PathPattern = "/{provider}/principal/lessons/{lesson}/{held}/register"

    /// Everything that was ever written in the register of a lesson of a day.
    package static func history(_ role: Role) -> PathPattern {
        role == .principal ? historyOfPrincipal : historyOfTeacher
    }
    private static let historyOfTeacher: PathPattern = "/{provider}/teacher/lessons/{lesson}/{held}/register/history"
    private static let historyOfPrincipal: PathPattern =
        "/{provider}/principal/lessons/{lesson}/{held}/register/history"

    /// The teacher's own registers of the last days.
    package static let registers: PathPattern = "/{provider}/teacher/registers"

    /// A pupil's own absences, and a guardian's child's.
    package static let pupil: PathPattern = ActingPath.absences
    package static let child: PathPattern = ActingPath.childAbsences

    /// Where a home announces an absence, withdraws it, and says why somebody was absent.
    package static func notices(_ role: Role) -> PathPattern { role == .pupil ? ofPupil.notices : ofChild.notices }
    package static func noticeEnding(_ role: Role) -> PathPattern { role == .pupil ? ofPupil.ending : ofChild.ending }
    package static func explanations(_ role: Role) -> PathPattern {
        role == .pupil ? ofPupil.explanations : ofChild.explanations
    }
    private static let ofPupil = HomePaths("/{provider}/pupil/absences")
    private static let ofChild = HomePaths("/{provider}/guardian/{child}/absences")

    /// The absences of a group, for its teachers and for the principal.
    package static func group(_ role: Role) -> PathPattern { ActingPath.groupAbsences(role) }

    /// What an administrator decides: days, and the provider's own codes.
    package static let rules: PathPattern = "/{provider}/administrator/attendance"
    package static let codes: PathPattern = "/{provider}/administrator/attendance/codes"
    package static let codeEnding: PathPattern = "/{provider}/administrator/attendance/codes/{code}/ending"
}

/// The actions of a home, below its page of absences.
private struct HomePaths {
    let notices: PathPattern
    let ending: PathPattern
    let explanations: PathPattern

    init(_ base: String) {
        notices = PathPattern(stringLiteral: base + "/notices")
        ending = PathPattern(stringLiteral: base + "/notices/{notice}/ending")
        explanations = PathPattern(stringLiteral: base + "/explanations")
    }
}
