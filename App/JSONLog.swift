import Foundation
import Logging

/// Log lines as one JSON object each, on standard error. Messages and metadata are ours and hold no personal data.
struct JSONLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let label: String

    init(label: String, level: Logger.Level) { (self.label, logLevel) = (label, level) }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = "{\"time\":\"\(Date().ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true)))\""
        line += ",\"level\":\"\(event.level.rawValue)\",\"message\":\(JSONLog.quoted(event.message.description))"
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }).sorted(by: {
            $0.key < $1.key
        }) {
            line += ",\(JSONLog.quoted(key)):\(JSONLog.quoted("\(value)"))"
        }
        line += "}\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    private static func quoted(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case _ where scalar.value < 0x20: json += " "
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
