import HTTPTypes
import TestKit
import Web

/// Signing in a device by a code: whoever is signed in may type one. Nobody knows the codes of the table.
extension WhoMayTable {
    static let deviceLines: [WhoMayLine] = {
        let (entry, withCode): (PathPattern, PathPattern) = ("/device", "/device/{code}")
        let (approval, refusal): (PathPattern, PathPattern) = ("/device/approval", "/device/refusal")
        let ending: PathPattern = "/account/services/devices/{grant}/ending"
        let typed = [entry, approval, refusal].map { path in
            WhoMayLine(
                method: "POST", path: path, link: path(), allowed: everyone, fields: ["code": "BCDF-GHJK"],
                done: .unprocessableContent)
        }
        return [
            // Nobody of the table has signed a screen in.
            line("POST", ending, ending(World.service), []), line("GET", entry, entry(), everyone),
            line("GET", withCode, withCode("BCDF-GHJK"), everyone),
        ] + typed
    }()

    static let deviceOpenLines: [OpenLine] = {
        let path: PathPattern = "/oidc/device"
        return [
            OpenLine(method: "POST", path: path, link: path(), statuses: [401]),
            OpenLine(method: "OPTIONS", path: path, link: path(), statuses: [204]),
        ]
    }()
}
