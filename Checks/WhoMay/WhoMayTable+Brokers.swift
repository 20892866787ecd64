import HTTPTypes
import TestKit
import Web

extension WhoMayTable {
    static let brokerLines: [WhoMayLine] = {
        let list = "/{provider}/administrator/identity-providers"
        let party = list + "/{party}"
        let conflict = "/{provider}/administrator/sign-in-conflicts/{conflict}"
        func one(
            _ method: String, _ path: String, _ id: (any CustomStringConvertible & Sendable)? = nil,
            _ fields: KeyValuePairs<String, String> = [:], _ done: HTTPResponse.Status = .seeOther
        ) -> WhoMayLine {
            let path = PathPattern(stringLiteral: path)
            return WhoMayLine(
                method: method, path: path, link: id.map { path(lake, $0) } ?? path(lake), allowed: [.administrator],
                fields: fields, done: done)
        }
        let fields: KeyValuePairs<String, String> = [
            "title": "Kirjaudu", "issuer": "https://login.example", "client-id": "digione", "roles": "pupil",
        ]
        let login = PathPattern("/account/logins/{login}/ending")
        let adding = PathPattern("/account/logins/with/{party}")
        let mandates = PathPattern("/account/mandates")
        let everyone = Set(Who.table).subtracting([.signedOut])
        return [
            line("POST", login, login(World.assistantsLogin), [.assistant]),
            line("GET", mandates, mandates(), everyone),
            // The world's identity provider cannot be reached from here.
            WhoMayLine(
                method: "POST", path: adding, link: adding(World.identityProvider), allowed: everyone, fields: [:],
                done: .serviceUnavailable),
            one("GET", list), one("GET", list + "/profiles/{profile}", "oidc"),
            // A secret is missing, which only those learn who may give one.
            one("POST", list + "/profiles/{profile}", "oidc", fields, .unprocessableContent),
            one("GET", party, World.identityProvider), one("POST", party, World.identityProvider, fields),
            one("POST", party + "/ending", World.identityProvider),
            one("GET", conflict, World.signInConflict),
            one("POST", conflict + "/decision", World.signInConflict, ["choice": "nobody"]),
        ]
    }()

    static let brokerOpenLines: [OpenLine] = [
        OpenLine(method: "GET", path: "/where", link: PathPattern("/where")(), statuses: [200]),
        OpenLine(method: "GET", path: "/where/{provider}", link: PathPattern("/where/{p}")(lake), statuses: [200]),
        OpenLine(method: "GET", path: "/s/{school}", link: PathPattern("/s/{s}")("nowhere"), statuses: [404]),
        // The world's identity provider cannot be reached from here, whoever asks.
        OpenLine(
            method: "GET", path: "/sign-in/with/{party}",
            link: PathPattern("/sign-in/with/{p}")(World.identityProvider),
            statuses: [503]),
        OpenLine(method: "GET", path: "/sign-in/answer", link: PathPattern("/sign-in/answer")(), statuses: [400]),
        // Nobody of the table was led to a mandate service.
        OpenLine(method: "GET", path: "/sign-in/mandates", link: PathPattern("/sign-in/mandates")(), statuses: [303]),
        OpenLine(method: "POST", path: "/sign-in/joining", link: PathPattern("/sign-in/joining")(), statuses: [400]),
        // The world's has no keys of its own; a notice of nothing ends nothing.
        OpenLine(
            method: "GET", path: "/sign-in/keys/{party}",
            link: PathPattern("/sign-in/keys/{p}")(World.identityProvider),
            statuses: [404]),
        OpenLine(
            method: "POST", path: "/sign-in/ended/{party}",
            link: PathPattern("/sign-in/ended/{p}")(World.identityProvider), statuses: [400]),
    ]
}
