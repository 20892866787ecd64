import Base
import Directory
import HTTPTypes
import TestKit
import Web

/// Signing in to services. What programs ask needs no session; `OpenID`'s own tests prove what it needs instead.
extension WhoMayTable {
    private static func path(_ text: String) -> PathPattern { PathPattern(stringLiteral: text) }

    static let openIDLines: [WhoMayLine] = {
        let (list, form) = (
            path("/{provider}/administrator/releases"), path("/{provider}/administrator/releases/new/{client}")
        )
        let release = path("/{provider}/administrator/releases/{release}")
        let ending = path("/{provider}/administrator/releases/{release}/ending")
        let decision: KeyValuePairs = [
            "fields": "name", "reach": "all", "legal-basis": "public_task", "purpose": "Tehtävät", "from": "2026-11-23",
        ]
        let services = path("/account/services")
        let serviceEnding = path("/account/services/{client}/ending")
        // A request that nobody knows is answered by a page that says so.
        let answers = ["answer", "refusal"].map { word in
            let answer = path("/oidc/requests/{request}/\(word)")
            return WhoMayLine(
                method: "POST", path: answer, link: answer("x"), allowed: everyone, done: .badRequest)
        }
        let signOut = path("/oidc/sign-out/requests/{request}/answer")
        return answers + [
            line("POST", signOut, signOut("x"), everyone),
            line("GET", services, services(), everyone),
            // Nobody of the table has signed in to a service.
            line("POST", serviceEnding, serviceEnding(World.service), []),
            line("GET", list, list(lake), [.administrator]),
            line("GET", form, form(lake, World.service), [.administrator]),
            WhoMayLine(
                method: "POST", path: form, link: form(lake, World.service), allowed: [.administrator],
                fields: decision),
            line("GET", release, release(lake, World.release), [.administrator]),
            WhoMayLine(
                method: "POST", path: release, link: release(lake, World.release), allowed: [.administrator],
                fields: decision),
            line("POST", ending, ending(lake, World.release), [.administrator]),
        ]
    }()

    static let openIDOpenLines: [OpenLine] = {
        func line(_ method: String, _ text: String, at link: Link? = nil, _ statuses: Set<Int>) -> OpenLine {
            OpenLine(method: method, path: path(text), link: link ?? path(text)(), statuses: statuses)
        }
        let documents = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oidc/keys"]
        let preflights = ["/.well-known/openid-configuration", "/oidc/keys", "/oidc/token", "/oidc/userinfo"]
        let refusals = ["introspection", "revocation", "token", "par", "userinfo", "clients"].map { "/oidc/\($0)" }
        let (request, leaving) = (path("/oidc/requests/{request}"), path("/oidc/sign-out/requests/{request}"))
        let simple =
            documents.map { line("GET", $0, [200]) } + preflights.map { line("OPTIONS", $0, [204]) }
            + refusals.map { line("POST", $0, [401]) }
        let pages = [
            line("GET", "/oidc/authorize", [400]),
            line("POST", "/oidc/authorize", [303]),
            line("GET", "/oidc/requests/{request}", at: request("x"), [400]),
            line("GET", "/oidc/userinfo", [401]),
            // The service of the table begins nowhere.
            line(
                "GET", "/account/services/{client}/start", at: path("/account/services/{client}/start")(World.service),
                [404]),
            // Whoever is signed in is asked; whoever is not is led to the door.
            line("GET", "/oidc/sign-out", [200, 303]),
            line("POST", "/oidc/sign-out", [303]),
            line("GET", "/oidc/sign-out/requests/{request}", at: leaving("x"), [400]),
        ]
        let client = path("/oidc/clients/{client}")
        return simple + pages
            + ["GET", "PUT", "DELETE"].map { line($0, client.description, at: client(World.service), [401]) }
    }()
}
