import Accounts
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Web

/// One line of the table: a route, the link that is tried, and who gets through. Everyone else signed in gets 404,
/// and whoever is signed out is led to the door.
struct WhoMayLine: Sendable, CustomTestStringConvertible {
    let method: String
    let path: PathPattern
    let link: Link
    let allowed: Set<Who>
    var fields: KeyValuePairs<String, String> = [:]
    /// What an action answers when it was done: it leads on, or shows what is shown once.
    var done: HTTPResponse.Status = .seeOther

    var testDescription: String { "\(method) \(path)" }
}

/// A route that needs no session: the same for everyone, by its status.
struct OpenLine: Sendable, CustomTestStringConvertible {
    let method: String
    let path: PathPattern
    let link: Link
    var fields: KeyValuePairs<String, String> = [:]
    let statuses: Set<Int>

    var testDescription: String { "\(method) \(path)" }
}

enum WhoMayTable {
    static let lake = "lake"

    static let lines: [WhoMayLine] =
        accountLines + homeLines + memberLines + governorLines + personLines + guardianLines
        + accessLogLines + registerLines + importLines + accessLines + timetableLines + attendanceLines
        + homeworkLines + trailLines + leaveLines + strongLines + openIDLines + deviceLines
        + badgeLines + brokerLines

    /// The same routes with a protected person behind them: no one more gets through, and the guardian of another does not.
    static let protectedLines: [WhoMayLine] = {
        let person = World.person(.protectedPupil)
        let persons = [Role.teacher, .principal, .office, .administrator].map { role in
            let own: Set<Who> = role == .teacher ? [.teacher] : governors(role).own
            return line("GET", ActingPath.person(role), ActingPath.person(role)(lake, person), own)
        }
        let records = [Role.office, .administrator].map { role in
            line(
                "GET", ActingPath.registerPerson(role), ActingPath.registerPerson(role)(lake, person),
                governors(role).own)
        }
        return persons + records + protectedTrailLines + protectedRegisterLines + [
            line("GET", ActingPath.child, ActingPath.child(lake, person), []),
            line("GET", ActingPath.childGroup, ActingPath.childGroup(lake, person, World.homeroom7A), []),
            line("GET", ActingPath.childAccessLog, ActingPath.childAccessLog(lake, person), []),
            line("GET", ActingPath.childTimetable, ActingPath.childTimetable(lake, person), []),
            line("GET", ActingPath.childHomework, ActingPath.childHomework(lake, person), []),
        ] + protectedLeaveLines
    }()

    static let everyone = Set(Who.table).subtracting([.signedOut])

    private static let accountLines = [
        line("GET", ActingPath.account, ActingPath.account(), everyone),
        line("POST", "/account/sessions/ending", PathPattern("/account/sessions/ending")(), everyone),
        line(
            "POST", "/account/sessions/{session}/ending",
            PathPattern("/account/sessions/{session}/ending")(World.session(.pupil)), [.pupil]),
        line(
            "POST", "/account/sessions/everywhere/ending", PathPattern("/account/sessions/everywhere/ending")(),
            everyone),
        line("GET", ActingPath.session, ActingPath.session(), everyone),
        line("POST", ActingPath.sessionExtension, ActingPath.sessionExtension(), everyone),
        WhoMayLine(
            method: "POST", path: "/account/password", link: PathPattern("/account/password")(), allowed: everyone,
            fields: ["password": World.password, "new-password": "uusi hieno virke"]),
    ]

    private static let homeLines = [
        line("GET", ActingPath.family, ActingPath.family(), [.guardian, .otherGuardian]),
        line("GET", ActingPath.child, ActingPath.child(lake, World.person(.pupil)), [.guardian]),
        line(
            "GET", ActingPath.childGroup, ActingPath.childGroup(lake, World.person(.pupil), World.homeroom7A),
            [.guardian]),
        line("GET", ActingPath.desktop(.pupil), ActingPath.desktop(.pupil)(lake), [.pupil, .otherPupil]),
        line("GET", ActingPath.guardians, ActingPath.guardians(lake), [.pupil, .otherPupil]),
    ]

    private static let memberLines = [Role.pupil, .teacher, .assistant].flatMap { role -> [WhoMayLine] in
        let all: Set<Who> =
            switch role {
            case .pupil: [.pupil, .otherPupil]
            case .teacher: [.teacher, .teacherElsewhere]
            default: [.assistant]
            }
        let own: Set<Who> = role == .pupil ? [.pupil] : role == .teacher ? [.teacher] : [.assistant]
        let desktop = role == .pupil ? [] : [line("GET", ActingPath.desktop(role), ActingPath.desktop(role)(lake), all)]
        return desktop + [
            line("GET", ActingPath.groups(role), ActingPath.groups(role)(lake), all),
            line("GET", ActingPath.group(role), ActingPath.group(role)(lake, World.homeroom7A), own),
        ]
    }

    private static let governorLines = [Role.principal, .office, .administrator].flatMap { role -> [WhoMayLine] in
        let (all, own) = governors(role)
        return [
            line("GET", ActingPath.desktop(role), ActingPath.desktop(role)(lake), all),
            line("GET", ActingPath.school(role), ActingPath.school(role)(lake, World.lakeSchool), own),
            line("GET", ActingPath.group(role), ActingPath.group(role)(lake, World.homeroom7A), own),
        ]
    }

    private static let personLines = [Role.teacher, .principal, .office, .administrator].map { role in
        let own: Set<Who> = role == .teacher ? [.teacher] : governors(role).own
        return line("GET", ActingPath.person(role), ActingPath.person(role)(lake, World.person(.pupil)), own)
    }

    /// Nobody of the table is an adult student, so nobody may grant; `FamilyTests` tries those who may.
    private static let guardianLines =
        [
            line("POST", ActingPath.grant, ActingPath.grant(lake, World.ainosGuardianship), []),
            line("POST", ActingPath.grantEnding, ActingPath.grantEnding(lake, World.ainosGuardianship), []),
        ] + [line("POST", "/invitation/person", PathPattern("/invitation/person")(), [])]

    private static let accessLines: [WhoMayLine] =
        [Role.teacher, .office, .administrator].flatMap { role -> [WhoMayLine] in
            let own: Set<Who> = role == .teacher ? [.teacher] : governors(role).own
            let person = World.person(.pupil)
            func path(_ rest: String) -> PathPattern {
                PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/people/{person}/sign-in/\(rest)")
            }
            let slips = ActingPath.signInSlips(role)
            return [
                line("GET", ActingPath.personSignIn(role), ActingPath.personSignIn(role)(lake, person), own),
                WhoMayLine(
                    method: "POST", path: path("slip"), link: path("slip")(lake, person), allowed: own, done: .ok),
                line(
                    "POST", path("invitation/ending"), path("invitation/ending")(lake, World.newcomer), own),
                line("GET", slips, slips(lake, World.homeroom7A), own),
                WhoMayLine(
                    method: "POST", path: slips, link: slips(lake, World.homeroom7A), allowed: own,
                    fields: ["person": World.person(.pupil).description], done: .ok),
            ]
        }
        + [Role.principal, .administrator].flatMap { role -> [WhoMayLine] in
            let (all, own) = governors(role)
            return [
                line("GET", ActingPath.rights(role), ActingPath.rights(role)(lake), all),
                line("GET", ActingPath.sight(role), ActingPath.sight(role)(lake, World.person(.pupil)), own),
                line("GET", seenPage(role), seenPage(role)(lake, World.person(.pupil), "pupil-groups"), own),
            ]
        }

    private static func seenPage(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/people/{person}/sight/{page}")
    }

    private static let accessLogLines = [
        line("GET", ActingPath.accessLog, ActingPath.accessLog(), everyone),
        line(
            "GET", ActingPath.childAccessLog, ActingPath.childAccessLog(lake, World.person(.pupil)), [.guardian]),
        line("GET", ActingPath.accessLogSearch, ActingPath.accessLogSearch(lake), [.administrator]),
        WhoMayLine(
            method: "POST", path: "/{provider}/administrator/access-log/searches",
            link: PathPattern("/{provider}/administrator/access-log/searches")(lake), allowed: [.administrator],
            fields: ["reason": "Selvityspyyntö 12/2026", "from": "2026-11-01"]),
        line(
            "GET", "/{provider}/administrator/access-log/searches/{search}",
            PathPattern("/{provider}/administrator/access-log/searches/{search}")(lake, World.logSearch),
            [.administrator]),
        line("GET", ActingPath.signInAudit, ActingPath.signInAudit(lake), [.administrator]),
        WhoMayLine(
            method: "POST", path: "/{provider}/administrator/sign-in-audit/exports",
            link: PathPattern("/{provider}/administrator/sign-in-audit/exports")(lake), allowed: [.administrator],
            fields: ["reason": "Selvityspyyntö 12/2026"]),
        line(
            "GET", "/{provider}/administrator/sign-in-audit/exports/{export}",
            PathPattern("/{provider}/administrator/sign-in-audit/exports/{export}")(lake, World.signInExport),
            [.administrator]),
    ]

    static func governors(_ role: Role) -> (all: Set<Who>, own: Set<Who>) {
        switch role {
        case .principal: ([.principal, .principalElsewhere], [.principal])
        case .office: ([.office, .officeElsewhere], [.office])
        default: ([.administrator], [.administrator])
        }
    }

    static func line(_ method: String, _ path: PathPattern, _ link: Link, _ allowed: Set<Who>) -> WhoMayLine {
        WhoMayLine(method: method, path: path, link: link, allowed: allowed)
    }
}

extension WhoMayTable {
    static let open: [OpenLine] =
        strongOpenLines + openIDOpenLines + deviceOpenLines + badgeOpenLines + brokerOpenLines + [
            OpenLine(method: "GET", path: "/", link: PathPattern("/")(), statuses: [303, 200]),
            OpenLine(method: "GET", path: "/sign-in", link: ActingPath.signIn(), statuses: [200, 303]),
            OpenLine(method: "POST", path: "/sign-in", link: ActingPath.signIn(), statuses: [422]),
            OpenLine(
                method: "POST", path: "/sign-in/device", link: PathPattern("/sign-in/device")(),
                fields: ["device": "asked", "shared": "yes"], statuses: [303]),
            OpenLine(method: "POST", path: "/sign-out", link: PathPattern("/sign-out")(), statuses: [303]),
            OpenLine(
                method: "POST", path: "/language", link: PathPattern("/language")(), fields: ["language": "sv"],
                statuses: [303]),
            OpenLine(method: "GET", path: "/invitation", link: PathPattern("/invitation")(), statuses: [200]),
            OpenLine(
                method: "POST", path: "/invitation", link: PathPattern("/invitation")(), fields: ["code": "x"],
                statuses: [422]),
            OpenLine(
                method: "POST", path: "/invitation/account", link: PathPattern("/invitation/account")(), statuses: [422]
            ),
            OpenLine(method: "GET", path: "/hello", link: PathPattern("/hello")(), statuses: [200]),
            // A secret that nobody was given opens nothing.
            OpenLine(
                method: "GET", path: "/calendar/{secret}", link: PathPattern("/calendar/{secret}")("x"), statuses: [404]
            ),
            OpenLine(method: "GET", path: "/healthz", link: PathPattern("/healthz")(), statuses: [200]),
            OpenLine(method: "GET", path: "/readyz", link: PathPattern("/readyz")(), statuses: [200]),
            // Nobody of the table is on this machine, and none has the token.
            OpenLine(method: "GET", path: "/metrics", link: PathPattern("/metrics")(), statuses: [404]),
            OpenLine(
                method: "GET", path: "/assets/{hash}/**",
                link: PathPattern("/assets/{hash}/{file}")("x", "digione.css"),
                statuses: [200]),
        ]
}
