/// `manifest.csv`: the version of the binding and how each file is to be read.
struct Manifest: Sendable {
    static let fileName = "manifest.csv"
    /// A manifest is two dozen lines; what is larger is none.
    static let largestMiB: UInt64 = 1

    var version: RosterVersion = .v1p2
    /// By the file's name without `.csv`, also of files that are not imported.
    var modes: [String: FileMode] = [:]
    /// The system that wrote the package, if it says.
    var origin: PackageOrigin?

    func mode(_ file: RosterFile) -> FileMode { modes[file.rawValue] ?? .absent }

    /// Reads the two columns `propertyName,value`; every wrong line is told to `log`.
    static func read(_ file: ByteFile, log: ProblemLog) -> Manifest? {
        var manifest = Manifest()
        var seen: Set<String> = []
        var versionIsKnown = false
        var hasForm = false
        var origin: [PackageOrigin.Key: String] = [:]
        let isReadable = CSVFile.forEachRow(of: file, named: fileName, log: log) { row in
            guard row.count >= 2 else {
                log.add(.fieldCount, fileName, row: row.line, ["expected": "2", "found": String(row.count)])
                return
            }
            let (name, value) = (row.text(0), row.text(1))
            if name == "propertyName" { return }
            guard seen.insert(name).inserted else {
                log.add(.manifestRepeated, fileName, row: row.line)
                return
            }
            if name == "oneroster.version", let version = RosterVersion(rawValue: value) {
                (manifest.version, versionIsKnown) = (version, true)
            } else if name == "manifest.version" {
                hasForm = value == "1.0"
            } else if let key = PackageOrigin.Key(rawValue: name) {
                origin[key] = ImportProblem.shown(value)
            } else if name.hasPrefix("file.") {
                manifest.setMode(value, of: String(name.dropFirst("file.".count)), row: row.line, log: log)
            }
        }
        guard isReadable else { return nil }
        if !hasForm { log.add(.manifestForm, fileName, column: "manifest.version") }
        if !origin.isEmpty { manifest.origin = PackageOrigin(origin) }
        if !versionIsKnown { log.add(.manifestVersion, fileName, ["allowed": "1.2, 1.1"]) }
        return versionIsKnown ? manifest : nil
    }

    private mutating func setMode(_ value: String, of file: String, row: Int, log: ProblemLog) {
        guard let mode = FileMode(rawValue: value) else {
            log.add(.manifestValue, Self.fileName, row: row, column: "value", ["allowed": "absent, bulk, delta"])
            return
        }
        modes[file] = mode
    }
}
