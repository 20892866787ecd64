import Configuration
import Foundation

/// Every setting with its meaning and value, for people.
enum SettingsList {
    static func lines(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> [String] {
        let reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment))
        return Setting.all.flatMap { setting in
            let value = setting.value(in: reader).map { setting.isSecret ? "•••" : $0 } ?? "(not set)"
            return ["\(setting.name) = \(value)", "    \(setting.meaning)"]
        }
    }
}
