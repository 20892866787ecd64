import Accounts
import Base
import Directory
import HTTPTypes
import TestKit
import Web

extension WhoMayTable {
    /// Badges: the group's own teachers print them and hold the door open; office and administrator take them away.
    static let badgeLines: [WhoMayLine] = teachersOfBadges + [Role.teacher, .office, .administrator].flatMap(badges)

    static let badgeOpenLines = [
        OpenLine(method: "GET", path: "/badge", link: PathPattern("/badge")(), statuses: [200]),
        // On a device of no class every card is refused.
        OpenLine(
            method: "POST", path: "/badge", link: PathPattern("/badge")(), fields: ["card": "482 190 375"],
            statuses: [422]),
        OpenLine(method: "GET", path: "/badge/device", link: PathPattern("/badge/device")(), statuses: [200]),
        OpenLine(
            method: "POST", path: "/badge/device", link: PathPattern("/badge/device")(), fields: ["code": "x"],
            statuses: [422]),
    ]

    private static func badges(as role: Role) -> [WhoMayLine] {
        let own: Set<Who> = role == .teacher ? [.teacher] : governors(role).own
        let (list, group) = (ActingPath.badges(role), World.homeroom7A)
        func path(_ rest: String) -> PathPattern {
            PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/groups/{group}/badges/\(rest)")
        }
        return [
            line("GET", list, list(lake, group), own),
            line("POST", path("ending"), path("ending")(lake, group), own),
            line(
                "POST", path("{person}/ending"), path("{person}/ending")(lake, group, World.person(.classmate)), own),
        ]
    }

    private static let teachersOfBadges: [WhoMayLine] = {
        func path(_ rest: String) -> PathPattern {
            PathPattern(stringLiteral: "/{provider}/teacher/groups/{group}/\(rest)")
        }
        let (list, opening, devices) = (ActingPath.badges(.teacher), path("sign-in-opening"), path("class-devices"))
        let (code, ending) = (path("badges/{person}/picture-code/ending"), path("class-devices/{device}/ending"))
        let group = World.homeroom7A
        return [
            WhoMayLine(
                method: "POST", path: list, link: list(lake, group), allowed: [.teacher],
                fields: ["person": World.person(.pupil).description], done: .ok),
            line("POST", code, code(lake, group, World.person(.classmate)), [.teacher]),
            WhoMayLine(
                method: "POST", path: opening, link: opening(lake, group), allowed: [.teacher],
                fields: ["minutes": "45"]),
            line(
                "POST", path("sign-in-opening/ending"), path("sign-in-opening/ending")(lake, World.maths7A), [.teacher]),
            WhoMayLine(
                method: "POST", path: devices, link: devices(lake, group), allowed: [.teacher], done: .ok),
            line("POST", ending, ending(lake, World.maths7A, World.classDevice), [.teacher]),
        ]
    }()
}
