import Configuration
import Foundation

/// Every setting with its meaning and value, for people.
enum SettingsList {
    static func lines(
        _ environment: [String: String] = ProcessInfo.processInfo.environment, file: String? = nil
    ) -> [String] {
        let reader = SettingsSource(environment, file: file).reader
        return Setting.all.flatMap { setting in
            let value = setting.value(in: reader).map { setting.isSecret ? "•••" : $0 } ?? "(not set)"
            return ["\(setting.name) = \(value)", "    \(setting.meaning)"]
        }
    }
}
