import Base
import Directory
import TestKit
import Web

extension WhoMayTable {
    /// The absence trail: the own class, the own schools, oneself, one's child; limits are the administrator's.
    static let trailLines: [WhoMayLine] =
        [
            line(
                "GET", "/{provider}/teacher/absence-trail", PathPattern("/{provider}/teacher/absence-trail")(lake),
                [.teacher, .teacherElsewhere]),
            line(
                "GET", "/{provider}/principal/absence-trail", PathPattern("/{provider}/principal/absence-trail")(lake),
                governors(.principal).all),
            line(
                "GET", "/{provider}/principal/absence-trail/file",
                PathPattern("/{provider}/principal/absence-trail/file")(lake), governors(.principal).all),
            line(
                "GET", "/{provider}/pupil/absence-sums", PathPattern("/{provider}/pupil/absence-sums")(lake),
                [.pupil, .otherPupil]),
            line(
                "GET", "/{provider}/guardian/{child}/absence-sums",
                PathPattern("/{provider}/guardian/{child}/absence-sums")(lake, World.person(.pupil)), [.guardian]),
        ] + trailsOf(World.person(.pupil)) + reactionLines + limitLines

    /// The same with a protected pupil behind them; no guardian of the table has anything to do with that home.
    static let protectedTrailLines =
        trailsOf(World.person(.protectedPupil)) + [
            line(
                "GET", "/{provider}/guardian/{child}/absence-sums",
                PathPattern("/{provider}/guardian/{child}/absence-sums")(lake, World.person(.protectedPupil)), [])
        ]

    private static func trailsOf(_ pupil: ID<Person>) -> [WhoMayLine] {
        [Role.teacher, .principal].map { role in
            let path = PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/people/{person}/absence-trail")
            return line("GET", path, path(lake, pupil), reactors(role))
        }
    }

    private static let reactionLines = [Role.teacher, .principal].map { role in
        let base = "/{provider}/\(role.rawValue)/people/{person}/absence-trail/reactions"
        let (path, pupil, about) = (
            PathPattern(stringLiteral: base), World.person(.pupil), "-absence_hours-25-2026-08-01"
        )
        return WhoMayLine(
            method: "POST", path: path, link: path(lake, pupil), allowed: reactors(role),
            fields: [
                "limit": "absence_hours-25", "term": "2026-08-01", "step-\(pupil)\(about)": "home",
                "how-\(pupil)\(about)": "Sovittiin aamuista.", "day-\(pupil)\(about)": "2026-11-23",
            ])
    }

    private static let limitLines: [WhoMayLine] = {
        let list: PathPattern = "/{provider}/administrator/absence-limits"
        let one: PathPattern = "/{provider}/administrator/absence-limits/{limit}"
        let ending: PathPattern = "/{provider}/administrator/absence-limits/{limit}/ending"
        return [
            line("GET", list, list(lake), [.administrator]),
            line("GET", one, one(lake, "absence_hours-25"), [.administrator]),
            WhoMayLine(
                method: "POST", path: one, link: one(lake, "absence_hours-25"), allowed: [.administrator],
                fields: ["amount": "30", "alerts": "teacher", "classes": "unauthorised", "step": ""]),
            line("POST", ending, ending(lake, "absence_hours-50"), [.administrator]),
        ]
    }()

    private static func reactors(_ role: Role) -> Set<Who> { role == .teacher ? [.teacher] : [.principal] }
}
