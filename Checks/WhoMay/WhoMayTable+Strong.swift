import Accounts
import Base
import HTTPTypes
import TestKit
import Web

extension WhoMayTable {
    /// Own ways in, and confirming the session. Nobody of the table has a passkey; `PasskeysOnEngine` makes some.
    static let strongLines: [WhoMayLine] = {
        let everyone = Set(Who.table).subtracting([.signedOut])
        func own(
            _ method: String, _ path: PathPattern, _ allowed: Set<Who>, _ done: HTTPResponse.Status = .ok
        ) -> WhoMayLine {
            WhoMayLine(method: method, path: path, link: path(World.nobody), allowed: allowed, done: done)
        }
        return [
            own("POST", "/account/passkeys/new", everyone),
            own("POST", "/account/passkeys", everyone, .unprocessableContent),
            own("GET", "/account/passkeys/{passkey}", []), own("POST", "/account/passkeys/{passkey}/name", []),
            own("POST", "/account/passkeys/{passkey}/ending", []),
            own("POST", "/account/codes/new", everyone), own("POST", "/account/codes/proof", everyone, .seeOther),
            own("GET", "/account/codes", []), own("POST", "/account/codes/recovery", []),
            own("POST", "/account/codes/ending", []), own("POST", "/strong/code", everyone),
            own("GET", "/strong", everyone), own("POST", "/strong/passkey", everyone, .seeOther),
            own("POST", "/strong/passkey/answer", everyone, .seeOther),
            WhoMayLine(
                method: "POST", path: "/strong/password", link: PathPattern("/strong/password")(), allowed: everyone,
                fields: ["password": World.password]),
        ]
    }()

    static let strongOpenLines = [
        OpenLine(
            method: "GET", path: "/sign-in/passkey", link: PathPattern("/sign-in/passkey")(), statuses: [200, 303]),
        OpenLine(method: "POST", path: "/sign-in/passkey", link: PathPattern("/sign-in/passkey")(), statuses: [200]),
        OpenLine(
            method: "POST", path: "/sign-in/passkey/answer", link: PathPattern("/sign-in/passkey/answer")(),
            statuses: [422]),
    ]

    /// What asks for a session that is confirmed though it is not an administrator's.
    static let strongBeyondAdministrators: Set<String> = {
        let office = ["contact", "contact/{reading}", "protection", "protection/ending"].map {
            "/{provider}/office/register/people/{person}/\($0)"
        }
        let principal = ["contact", "contact/{reading}"].map {
            "/{provider}/principal/register/people/{person}/\($0)"
        }
        let signIn = ["teacher", "office"].flatMap { role in
            [
                "people/{person}/sign-in", "people/{person}/sign-in/slip", "people/{person}/sign-in/invitation/ending",
                "groups/{group}/sign-in-slips", "groups/{group}/badges",
            ].map { "/{provider}/\(role)/\($0)" }
        }
        let own =
            ["", "/name", "/ending"].map { "/account/passkeys/{passkey}\($0)" }
            + ["", "/recovery", "/ending"].map { "/account/codes\($0)" }
        let badges = ["ending", "{person}/ending"].map { "/{provider}/office/groups/{group}/badges/\($0)" }
        return Set(office + principal + signIn + badges + own + ["/{provider}/principal/absence-trail/file"])
    }()
}
