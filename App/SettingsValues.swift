import Base
import Configuration
import Foundation
import Logging
import Storage

/// Reads settings one by one and gathers what is wrong with them.
final class SettingsValues {
    private let reader: ConfigReader
    private(set) var problems: [String]

    init(_ source: SettingsSource) { (reader, problems) = (source.reader, source.problems) }

    func text(_ setting: Setting) -> String { setting.value(in: reader) ?? "" }

    func number(_ setting: Setting, _ range: ClosedRange<Int>) -> Int {
        if let value = Int(text(setting)), range.contains(value) { return value }
        problems.append("\(setting.name): a number from \(range.lowerBound) to \(range.upperBound)")
        return range.lowerBound
    }

    func flag(_ setting: Setting) -> Bool {
        let value = text(setting)
        if !["yes", "no"].contains(value) { problems.append("\(setting.name): yes or no") }
        return value == "yes"
    }

    func logLevel() -> Logger.Level {
        if let level = Logger.Level(rawValue: text(.logLevel)) { return level }
        problems.append("\(Setting.logLevel.name): trace, debug, info, notice, warning or error")
        return .info
    }

    func publicAddress() -> String? {
        guard let text = Setting.publicAddress.value(in: reader) else { return nil }
        if let parts = URLComponents(string: text), parts.scheme == "https", parts.host != nil, parts.path.isEmpty {
            return text
        }
        problems.append("\(Setting.publicAddress.name): https://HOST, without a path")
        return nil
    }

    /// Both files or neither.
    func tls() -> Settings.TLSFiles? {
        let files = [Setting.certificate, .key].map { setting -> String? in
            guard let path = setting.value(in: reader) else { return nil }
            if !FileManager.default.isReadableFile(atPath: path) {
                problems.append("\(setting.name): the file cannot be read")
            }
            return path
        }
        switch (files[0], files[1]) {
        case (let certificate?, let key?):
            return Settings.TLSFiles(certificate: URL(filePath: certificate), key: URL(filePath: key))
        case (nil, nil): return nil
        case (nil, _): problems.append("\(Setting.certificate.name): needed with \(Setting.key.name)")
        case (_, nil): problems.append("\(Setting.key.name): needed with \(Setting.certificate.name)")
        }
        return nil
    }

    /// Addresses in the form in which connections show them.
    func proxies() -> Set<String> {
        let texts = text(.trustedProxies).split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
        let addresses = texts.compactMap(NetworkAddress.normal)
        if addresses.count < texts.count {
            problems.append("\(Setting.trustedProxies.name): addresses such as 10.0.0.5 or 2001:db8::5, no names")
        }
        return Set(addresses)
    }

    func token() -> Secret<String>? {
        guard let text = Setting.metricsToken.value(in: reader) else { return nil }
        if text.utf8.count < 20 { problems.append("\(Setting.metricsToken.name): at least 20 characters") }
        return Secret(text)
    }

    /// The key of the seal, and where one is kept when none is configured.
    func sealKey(in data: URL) -> SealKey {
        let file = data.appending(path: "seal.key")
        guard let text = Setting.sealKey.value(in: reader) else { return SealKey(configured: nil, file: file) }
        let bytes = SealKey.bytes(Data(text.utf8))
        if bytes.count != Seal.keyBytes { problems.append("\(Setting.sealKey.name): \(Seal.keyBytes) bytes in base64") }
        return SealKey(configured: Secret(bytes), file: file)
    }

    /// A folder that has to be there, if one is named.
    func folder(_ setting: Setting) -> URL? {
        guard let path = setting.value(in: reader) else { return nil }
        var isFolder: ObjCBool = false
        if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue {
            problems.append("\(setting.name): the folder does not exist")
        }
        return URL(filePath: path)
    }

    func database(in data: URL) -> DatabaseAddress {
        let file = DatabaseAddress.sqlite(path: data.appending(path: "digione.sqlite").path)
        guard let text = Setting.database.value(in: reader) else { return file }
        do {
            return try DatabaseAddress(text)
        } catch {
            if case .transport(let reason) = error { problems.append("\(Setting.database.name): \(reason)") }
            return file
        }
    }
}

/// An IPv4 or IPv6 address as text.
enum NetworkAddress {
    /// The one way to write it; nil for what is none.
    static func normal(_ text: String) -> String? {
        for family in [AF_INET, AF_INET6] {
            var bytes = [UInt8](repeating: 0, count: 16)
            guard inet_pton(family, text, &bytes) == 1 else { continue }
            var out = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard inet_ntop(family, bytes, &out, socklen_t(out.count)) != nil else { return nil }
            return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return nil
    }
}
