import HTTPTypes
import TestKit
import Web

extension WhoMayTable {
    static let importLines: [WhoMayLine] = {
        let list = "/{provider}/administrator/imports"
        let run = list + "/{run}"
        let limits: PathPattern = "/{provider}/administrator/import-limits"
        func one(_ method: String, _ path: String, _ done: HTTPResponse.Status = .seeOther) -> WhoMayLine {
            let path = PathPattern(stringLiteral: path)
            return WhoMayLine(
                method: method, path: path, link: path(lake, World.importRun), allowed: [.administrator], done: done)
        }
        return [
            one("GET", list), one("GET", run), one("GET", run + "/progress"), one("GET", run + "/changes"),
            one("GET", run + "/problems"),
            one("GET", run + "/problems.csv"), one("POST", run + "/comparison"), one("POST", run + "/application"),
            // Nothing was applied, so there is nothing to undo.
            one("POST", run + "/undoing", .unprocessableContent),
            // What is sent here is no form with a file, which only those learn who may send one.
            one("POST", list, .badRequest),
            WhoMayLine(method: "GET", path: limits, link: limits(lake), allowed: [.administrator]),
            WhoMayLine(
                method: "POST", path: limits, link: limits(lake), allowed: [.administrator],
                fields: ["percent": "15", "size": "8"]),
        ]
    }()
}
