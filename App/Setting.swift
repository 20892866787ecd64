import Configuration

/// One setting of the environment or the file: what it is called, what it means, what stands in when it is missing.
struct Setting: Sendable {
    let name: String
    let meaning: String
    let standsIn: String?
    var isSecret = false

    static let config = Setting(
        name: "DIGIONE_CONFIG", meaning: "file of settings, NAME=value a line; the environment goes before it",
        standsIn: nil)
    static let data = Setting(
        name: "DIGIONE_DATA", meaning: "folder for the database file and other data", standsIn: "digione-data")
    static let database = Setting(
        name: "DIGIONE_DATABASE",
        meaning: "sqlite:PATH or postgres://USER@HOST/NAME; a file in the data folder if not set",
        standsIn: nil, isSecret: true)
    static let host = Setting(name: "DIGIONE_HOST", meaning: "address to listen on", standsIn: "127.0.0.1")
    static let port = Setting(name: "DIGIONE_PORT", meaning: "port to listen on", standsIn: "8080")
    static let publicAddress = Setting(
        name: "DIGIONE_PUBLIC_ADDRESS", meaning: "https://HOST as browsers see it; needed to listen beyond loopback",
        standsIn: nil)
    static let certificate = Setting(
        name: "DIGIONE_TLS_CERTIFICATE", meaning: "PEM file with the certificate and its chain, read again on SIGHUP",
        standsIn: nil)
    static let key = Setting(
        name: "DIGIONE_TLS_KEY", meaning: "PEM file with the key of the certificate", standsIn: nil)
    static let trustedProxies = Setting(
        name: "DIGIONE_TRUSTED_PROXIES", meaning: "addresses of the proxies in front, separated by commas",
        standsIn: nil)
    static let metricsToken = Setting(
        name: "DIGIONE_METRICS_TOKEN", meaning: "bearer token for /metrics; without it only this machine may read it",
        standsIn: nil, isSecret: true)
    static let connections = Setting(
        name: "DIGIONE_CONNECTIONS", meaning: "connections open at one time; more wait", standsIn: "16000")
    static let logLevel = Setting(
        name: "DIGIONE_LOG_LEVEL", meaning: "trace, debug, info, notice, warning or error; debug logs every request",
        standsIn: "info")
    static let idleMinutes = Setting(
        name: "DIGIONE_SESSION_IDLE_MINUTES", meaning: "a session ends when it is not used for this long",
        standsIn: "480")
    static let sessionDays = Setting(
        name: "DIGIONE_SESSION_DAYS", meaning: "a session ends at the latest after this many days", standsIn: "14")
    static let wordList = Setting(
        name: "DIGIONE_WORD_LIST", meaning: "words that no password may be, one a line",
        standsIn: "/usr/share/dict/cracklib-small")
    static let postgresConnections = Setting(
        name: "DIGIONE_POSTGRES_CONNECTIONS", meaning: "connections to PostgreSQL, each with its own thread",
        standsIn: "8")

    static let outboundLoopback = Setting(
        name: "DIGIONE_OUTBOUND_LOOPBACK",
        meaning: "yes: identity providers may be on this machine by plain http; for tests, never with a public address",
        standsIn: "no")
    static let importFolder = Setting(
        name: "DIGIONE_IMPORT_FOLDER",
        meaning: "folder that is looked at every minute for packages to import, FOLDER/PROVIDER-SLUG/NAME.zip or NAME/",
        standsIn: nil)

    static let sealKey = Setting(
        name: "DIGIONE_SEAL_KEY",
        meaning: "32 bytes in base64 that seal secrets in the database; without it a file seal.key in the data folder",
        standsIn: nil, isSecret: true)

    static let all = [
        config, data, database, host, port, publicAddress, certificate, key, trustedProxies, metricsToken, connections,
        logLevel, idleMinutes, sessionDays, wordList, postgresConnections, importFolder,
        sealKey,
        outboundLoopback,
    ]

    /// The value that is set, or what stands in.
    func value(in reader: ConfigReader) -> String? {
        let words = name.lowercased().split(separator: "_").map(String.init)
        let value = reader.string(forKey: ConfigKey(words), isSecret: isSecret)
        return value.flatMap { $0.isEmpty ? nil : $0 } ?? standsIn
    }
}
