import Base
import Directory
import Web

/// Where principal and office change the lessons of single days.
enum ChangePath {
    /// What is different on a day, and the way to a group's or a teacher's day.
    static func list(_ role: Role) -> PathPattern { path(role, "timetable/changes") }
    static func group(_ role: Role) -> PathPattern { path(role, "groups/{group}/timetable/changes") }
    static func teacher(_ role: Role) -> PathPattern { path(role, "people/{person}/timetable/changes") }
    /// One lesson of one day: the day is the one on which the pattern has it.
    static func lesson(_ role: Role) -> PathPattern { path(role, "timetable/lessons/{lesson}/{held}") }
    static func restoring(_ role: Role) -> PathPattern { path(role, "timetable/lessons/{lesson}/{held}/restoring") }
    static func extra(_ role: Role) -> PathPattern { path(role, "groups/{group}/timetable/extra") }

    private static func path(_ role: Role, _ rest: String) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/\(rest)")
    }
}

/// From which day one came to a lesson, so that the way leads back there.
struct ChangeContext: Sendable {
    let group: ID<SchoolGroup>?
    let teacher: ID<Person>?

    init(_ form: Form) {
        group = ID(form.text("group"))
        teacher = ID(form.text("teacher"))
    }

    init(group: ID<SchoolGroup>? = nil, teacher: ID<Person>? = nil) { (self.group, self.teacher) = (group, teacher) }

    func link(_ link: Link) -> Link {
        link.with(["group": group?.description ?? "", "teacher": teacher?.description ?? ""])
    }

    /// The day that one came from.
    func back(_ role: Role, _ slug: String, on day: CivilDate) -> Link {
        let page =
            group.map { ChangePath.group(role)(slug, $0) } ?? teacher.map { ChangePath.teacher(role)(slug, $0) }
            ?? ChangePath.list(role)(slug)
        return page.with(["day": day.description])
    }
}
