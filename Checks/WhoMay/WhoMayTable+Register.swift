import Accounts
import Base
import Directory
import TestKit
import Web

extension WhoMayTable {
    /// The register: lists are everyone's who has the role, a record is theirs who reach it.
    static let registerLines =
        [Role.office, .administrator].flatMap { role in
            lists(role) + records(role) + changes(role) + groups(role)
        } + principalLines

    /// A principal has no register, but the contact details of the own school's people, after a reason.
    private static var principalLines: [WhoMayLine] {
        let (contact, reading) = (below("people/{person}/contact", .principal), readings(.principal))
        return [
            line("GET", contact, contact(lake, World.person(.pupil)), governors(.principal).own),
            post("people/{person}/contact", .principal, ["reason": "Soitto kotiin"]) {
                $0(lake, World.person(.pupil))
            },
            line("GET", reading, reading(lake, World.person(.pupil), World.year), []),
        ]
    }

    /// The same behind a protected person: the administrator is told that there is nothing to ask for.
    static let protectedRegisterLines = [Role.office, .principal, .administrator].map { role in
        line(
            "GET", below("people/{person}/contact", role),
            below("people/{person}/contact", role)(lake, World.person(.protectedPupil)), governors(role).own)
    }

    private static func readings(_ role: Role) -> PathPattern { below("people/{person}/contact/{reading}", role) }

    private static func below(_ rest: String, _ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/\(rest)")
    }

    private static func lists(_ role: Role) -> [WhoMayLine] {
        let history = below("organisations/{organisation}/history", role)
        return ["people", "groups", "organisations", "duplicates", "duplicates/distinct"].map { list in
            line("GET", below(list, role), below(list, role)(lake), governors(role).all)
        } + [line("GET", history, history(lake, World.lakeSchool), governors(role).own)]
    }

    private static func records(_ role: Role) -> [WhoMayLine] {
        let pages = ["", "/history", "/correction", "/protection", "/contact", "/roles", "/guardianships", "/merge"]
        let person = pages.map { page in
            let path = below("people/{person}\(page)", role)
            return line("GET", path, path(lake, World.person(.pupil)), governors(role).own)
        }
        let endings = rows.map { kind, row in
            let path = below("people/{person}/\(kind)/{row}/ending", role)
            return line("GET", path, path(lake, World.person(.pupil), row), governors(role).own)
        }
        // Nobody has given a reason yet; `EditOnEngine` gives one.
        let reading = readings(role)
        return person + endings + [line("GET", reading, reading(lake, World.person(.pupil), World.year), [])]
    }

    private static var rows: [(String, any CustomStringConvertible & Sendable)] {
        [
            ("roles", World.ainosRole), ("memberships", World.ainosMembership),
            ("guardianships", World.ainosGuardianship),
        ]
    }

    private static func changes(_ role: Role) -> [WhoMayLine] {
        let forms: [(String, KeyValuePairs<String, String>)] = [
            ("correction", ["given": "Aino Maria", "called": "Aino", "family": "Nieminen"]),
            ("protection", ["reason": "Viraston ilmoitus 20.11.2026"]),
            ("protection/ending", ["reason": "Viraston ilmoitus 21.11.2026"]),
            ("contact", ["reason": "Soitto kotiin"]),
            ("roles", ["role": "pupil", "unit": World.lakeSchool.description]),
            ("guardianships", ["with": World.person(.otherGuardian).description, "scope": "full", "evidence": "Ote"]),
            ("merge", ["with": World.person(.classmate).description]),
        ]
        let pair: KeyValuePairs = [
            "first": World.person(.pupil).description, "second": World.person(.classmate).description,
        ]
        let pairs = ["duplicates/distinct", "duplicates/distinct/ending"].map { page in
            post(page, role, pair) { $0(lake) }
        }
        let person = forms.map { page, fields in
            post("people/{person}/\(page)", role, fields) { $0(lake, World.person(.pupil)) }
        }
        let endings = rows.map { kind, row in
            post("people/{person}/\(kind)/{row}/ending", role, ["last": "2026-12-18"]) {
                $0(lake, World.person(.pupil), row)
            }
        }
        // Nothing has been merged yet; `MergeOnEngine` merges.
        let undoing = below("people/{person}/merge/{merge}/undoing", role)
        return pairs + person + endings + [line("POST", undoing, undoing(lake, World.person(.pupil), World.year), [])]
    }

    private static func groups(_ role: Role) -> [WhoMayLine] {
        let pages = ["", "/history", "/members", "/correction", "/ending"].map { page in
            let path = below("groups/{group}\(page)", role)
            return line("GET", path, path(lake, World.homeroom7A), governors(role).own)
        }
        let member = post(
            "groups/{group}/members", role, ["with": World.person(.otherPupil).description, "role": "pupil"]
        ) { $0(lake, World.homeroom7A) }
        let edits = [
            post("groups/{group}/correction", role, ["title": "7 A", "terms": World.year.description]) {
                $0(lake, World.homeroom7A)
            },
            post("groups/{group}/ending", role, [:]) { $0(lake, World.homeroom7A) },
        ]
        // Nothing has ended yet; `GroupEditOnEngine` ends one.
        let undoing = below("groups/{group}/ending/undoing", role)
        return pages + [member] + edits + [line("POST", undoing, undoing(lake, World.homeroom7A), [])]
    }

    private static func post(
        _ rest: String, _ role: Role, _ fields: KeyValuePairs<String, String>, _ link: (PathPattern) -> Link
    ) -> WhoMayLine {
        let path = below(rest, role)
        return WhoMayLine(
            method: "POST", path: path, link: link(path), allowed: governors(role).own, fields: fields)
    }
}
