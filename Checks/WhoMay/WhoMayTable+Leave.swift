import Base
import Directory
import TestKit
import Web

extension WhoMayTable {
    /// Leave: homes apply and read, the school reads and decides, the administrator says by what rules.
    static let leaveLines = homeLeave("guardian") + homeLeave("pupil") + schoolLeave + rulesOfLeave

    /// Of the protected child nobody of the table sees anything.
    static let protectedLeaveLines: [WhoMayLine] = ["", "/new", "/{application}"].map { rest in
        let path = leave("guardian", rest)
        return line(
            "GET", path, path(lake, World.person(.protectedPupil), World.protectedLeave), [])
    }

    /// The pupil is a minor, who reads and does not act.
    private static func homeLeave(_ role: String) -> [WhoMayLine] {
        let isGuardian = role == "guardian"
        let (readers, appliers): (Set<Who>, Set<Who>) = isGuardian ? ([.guardian], [.guardian]) : ([.pupil], [])
        func home(
            _ method: String, _ rest: String, _ allowed: Set<Who>, _ fields: KeyValuePairs<String, String> = [:]
        ) -> WhoMayLine {
            let path = leave(role, rest)
            let link =
                isGuardian
                ? path(lake, World.person(.pupil), World.waitingLeave) : path(lake, World.waitingLeave)
            return WhoMayLine(method: method, path: path, link: link, allowed: allowed, fields: fields)
        }
        return [
            home("GET", "", isGuardian ? readers : [.pupil, .otherPupil]), home("GET", "/new", appliers),
            home(
                "POST", "/new", appliers, ["first": "2027-01-11", "last": "2027-01-20", "reason": "Perheen matka"]),
            home("GET", "/{application}", readers), home("POST", "/{application}/withdrawal", appliers),
            home("POST", "/{application}/receipt", readers),
        ]
    }

    private static let schoolLeave = ["teacher", "principal", "office"].flatMap { role -> [WhoMayLine] in
        let (all, own): (Set<Who>, Set<Who>) =
            switch role {
            case "teacher": ([.teacher, .teacherElsewhere], [.teacher])
            case "principal": governors(.principal)
            default: governors(.office)
            }
        let decision = WhoMayLine(
            method: "POST", path: leave(role, "/{application}/decision"),
            link: leave(role, "/{application}/decision")(lake, World.waitingLeave), allowed: own,
            fields: ["seen": "waiting", "outcome": "granted"])
        return [
            line("GET", leave(role, ""), leave(role, "")(lake), all),
            line("GET", leave(role, "/{application}"), leave(role, "/{application}")(lake, World.waitingLeave), own),
        ] + (role == "office" ? [] : [decision])
    }

    private static let rulesOfLeave: [WhoMayLine] = {
        let path: PathPattern = "/{provider}/administrator/leave-rules"
        return [
            line("GET", path, path(lake), [.administrator]),
            WhoMayLine(
                method: "POST", path: path, link: path(lake), allowed: [.administrator],
                fields: [
                    "days": "3", "authority-fi": "Sivistyslautakunta", "authority-sv": "Bildningsnämnden",
                    "address-fi": "Kirjaamo", "address-sv": "Registratorskontoret",
                ]),
        ]
    }()

    private static func leave(_ role: String, _ rest: String) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role)\(role == "guardian" ? "/{child}" : "")/leave\(rest)")
    }
}
