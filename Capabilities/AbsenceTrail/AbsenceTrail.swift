package import Accounts
import Attendance
import Base
import Directory
package import Storage
package import Web

/// The trail of absences (Basic Education Act 26 §): limits that make somebody react, what is reached, and who reacted
/// how and when.
package struct AbsenceTrail: Sendable {
    let chrome: Chrome
    let texts: TextTable<TrailText>
    let memory = TrailMemory()
    let own: OwnGroups
    /// The pupils of the homeroom classes of some teachers.
    let classes = FeedMemory<HomeroomTeachers, [ClassPupil]>()

    /// - Parameter own: the groups of the staff, as far as they are remembered.
    package init(chrome: Chrome, own: OwnGroups) throws {
        (self.chrome, self.own) = (chrome, own)
        texts = try TextTable(in: .module)
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "AbsenceTrail", in: .module) }

    /// What the access log calls a look at somebody's trail.
    static let purpose = "absenceTrail"
    /// Who reacts: teachers in their own homeroom classes, principals in their schools.
    static let reactors: [Role] = [.teacher, .principal]

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountClass(on: site)
        for role in AbsenceTrail.reactors { mountPupil(on: site, as: role) }
        mountReport(on: site)
        mountOwnSums(on: site)
        mountChildSums(on: site)
        mountLimits(on: site)
    }

    func words(_ visit: Visit) -> TrailWords {
        let parts = chrome.parts(in: visit.language)
        return TrailWords(own: texts(in: visit.language), parts: parts, days: DayWords(parts, today: visit.today))
    }
}

/// The paths of this room.
enum TrailPath {
    static let classes: PathPattern = "/{provider}/teacher/absence-trail"
    static let report: PathPattern = "/{provider}/principal/absence-trail"
    static let reportFile: PathPattern = "/{provider}/principal/absence-trail/file"
    static let ownSums: PathPattern = "/{provider}/pupil/absence-sums"
    static let childSums: PathPattern = "/{provider}/guardian/{child}/absence-sums"
    static let limits: PathPattern = "/{provider}/administrator/absence-limits"
    /// `{limit}` is the key of a limit, or `new`.
    static let limit: PathPattern = "/{provider}/administrator/absence-limits/{limit}"
    static let limitEnding: PathPattern = "/{provider}/administrator/absence-limits/{limit}/ending"

    static func pupil(_ role: Role) -> PathPattern { role == .principal ? ofPrincipal : ofTeacher }
    private static let ofTeacher: PathPattern = "/{provider}/teacher/people/{person}/absence-trail"
    private static let ofPrincipal: PathPattern = "/{provider}/principal/people/{person}/absence-trail"
    static func reactions(_ role: Role) -> PathPattern { role == .principal ? byPrincipal : byTeacher }
    private static let byTeacher: PathPattern = "/{provider}/teacher/people/{person}/absence-trail/reactions"
    private static let byPrincipal: PathPattern = "/{provider}/principal/people/{person}/absence-trail/reactions"
    /// The page from which a role comes to a pupil.
    static func above(_ role: Role) -> PathPattern { role == .teacher ? classes : report }
}

/// The words of this room, of parts and of days.
struct TrailWords {
    let own: Words<TrailText>
    let parts: Words<WebText>
    let days: DayWords

    func callAsFunction(_ key: TrailText, _ values: KeyValuePairs<String, String> = [:]) -> String { own(key, values) }

    func callAsFunction(_ key: TrailText, count: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
        own(key, count: count, values)
    }
}
