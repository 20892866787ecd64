import Directory
import Web

/// Where a school's timetable is imported and gone back from; whom one acts as is in the path.
enum ImportPath {
    /// The schools whose timetables one keeps.
    static func list(_ role: Role) -> PathPattern { path(role, "") }
    /// A school's editions, with the form that begins an import.
    static func school(_ role: Role) -> PathPattern { path(role, "/{school}") }
    static func draft(_ role: Role) -> PathPattern { path(role, "/{school}/drafts/{draft}") }
    static func draftLessons(_ role: Role) -> PathPattern { path(role, "/{school}/drafts/{draft}/lessons") }
    static func problemFile(_ role: Role) -> PathPattern { path(role, "/{school}/drafts/{draft}/problems.csv") }
    static func application(_ role: Role) -> PathPattern { path(role, "/{school}/drafts/{draft}/application") }
    static func discarding(_ role: Role) -> PathPattern { path(role, "/{school}/drafts/{draft}/discarding") }
    static func undoing(_ role: Role) -> PathPattern { path(role, "/{school}/undoing") }
    static func undoingLessons(_ role: Role) -> PathPattern { path(role, "/{school}/undoing/lessons") }

    private static func path(_ role: Role, _ rest: String) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/timetable/imports\(rest)")
    }
}
