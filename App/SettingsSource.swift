import Base
import Configuration
import Foundation

/// Where settings come from: the environment first, then the file, then what stands in.
struct SettingsSource {
    let reader: ConfigReader
    /// What is wrong with the file, by line and name, never by value.
    let problems: [String]

    /// - Parameter file: the path that `--config` gave; without it `DIGIONE_CONFIG` may name one.
    init(_ environment: [String: String], file: String?) {
        let set = environment.filter { !$0.value.isEmpty }
        let path = file ?? set[Setting.config.name]
        let read = path.map(SettingsFile.read) ?? SettingsFile()
        problems = read.problems
        reader = ConfigReader(providers: [
            EnvironmentVariablesProvider(environmentVariables: set),
            EnvironmentVariablesProvider(environmentVariables: read.values),
        ])
    }
}

/// A file of settings: `NAME=value` a line, `#` before a comment, no quotation marks; systemd's `EnvironmentFile` reads
/// the same.
struct SettingsFile {
    var values: [String: String] = [:]
    var problems: [String] = []

    static func read(_ path: String) -> SettingsFile {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            return SettingsFile(problems: ["\(Setting.config.name): the file cannot be read"])
        }
        return SettingsFile(text)
    }

    init(values: [String: String] = [:], problems: [String] = []) {
        (self.values, self.problems) = (values, problems)
    }

    init(_ text: String) {
        let known = Set(Setting.all.map(\.name)).subtracting([Setting.config.name])
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmed }
            guard parts.count == 2 else {
                problems.append("\(Setting.config.name): line \(index + 1) is not NAME=value")
                continue
            }
            let (name, value) = (parts[0], parts[1])
            if !known.contains(name) {
                problems.append("\(Setting.config.name): line \(index + 1) names no setting")
            } else if values[name] != nil {
                problems.append("\(name): line \(index + 1) of the file sets it a second time")
            } else if value.hasPrefix("\"") || value.hasPrefix("'") {
                problems.append("\(name): line \(index + 1) of the file; write it without quotation marks")
            } else {
                values[name] = value.isEmpty ? nil : value
            }
        }
    }
}
