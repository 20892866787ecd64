import Foundation
import Storage

/// A package whose files have been read into a staging file.
struct RosterPackage: Sendable {
    let manifest: Manifest
    let files: [RosterFile: FileState]
    let staging: Staging

    var version: RosterVersion { manifest.version }

    func state(_ file: RosterFile) -> FileState { files[file] ?? FileState() }
    func mode(_ file: RosterFile) -> FileMode { state(file).mode }
}

/// Opens a package and reads every file that is imported.
struct PackageReading {
    let staging: Staging
    let log: ProblemLog
    /// Makes keyed hashes of identity codes.
    let seal: Seal
    let progress: @Sendable (ImportProgress) -> Void

    /// What the package holds; nil when nothing of it can be read. Throws `StorageFault` when the staging file fails.
    func read(_ url: URL, named name: String? = nil) throws -> RosterPackage? {
        guard let source = PackageSource(url, named: name, log: log) else { return nil }
        let entries = source.entries(log: log)
        guard let entry = entries[Manifest.fileName] else {
            log.add(.manifestMissing, Manifest.fileName)
            reportNames(entries.keys)
            return nil
        }
        guard entry.size <= Manifest.largestMiB << 20 else {
            log.add(.tooLarge, Manifest.fileName, ["limit": String(Manifest.largestMiB)])
            return nil
        }
        guard let manifest = Manifest.read(source.file(entry), log: log) else { return nil }
        report(entries, against: manifest)
        let files = try read(entries, from: source, by: manifest)
        return RosterPackage(manifest: manifest, files: files, staging: staging)
    }

    private func read(
        _ entries: [String: PackageEntry], from source: PackageSource, by manifest: Manifest
    ) throws -> [RosterFile: FileState] {
        let total = RosterFile.allCases.reduce(0) { $0 + Int(entries[$1.fileName]?.size ?? 0) }
        var done = 0
        var files: [RosterFile: FileState] = [:]
        func read<Record: RosterRecord>(_ type: Record.Type) throws {
            progress(ImportProgress(.reading, done: done, total: total))
            let mode = manifest.mode(Record.file)
            guard mode != .absent else { return }
            guard let entry = entries[Record.file.fileName] else {
                return files[Record.file] = FileState(isReadable: false)
            }
            let reading = RecordReading<Record>(
                into: staging, mode: mode, version: manifest.version, log: log, seal: seal)
            files[Record.file] = try reading.read(source.file(entry)) { count in
                done += count
                progress(ImportProgress(.reading, done: done, total: total))
            }
        }
        try read(OrgRecord.self)
        try read(SessionRecord.self)
        try read(CourseRecord.self)
        try read(ClassRecord.self)
        try read(UserRecord.self)
        if manifest.version == .v1p2 { try read(RoleRecord.self) }
        try read(EnrollmentRecord.self)
        try read(DemographicRecord.self)
        progress(ImportProgress(.reading, done: total, total: total))
        return files
    }

    /// Compares what lies in the package with what the manifest promises.
    private func report(_ entries: [String: PackageEntry], against manifest: Manifest) {
        let wanted = Set(RosterFile.allCases.filter { manifest.mode($0) != .absent })
        for file in RosterFile.allCases {
            switch (wanted.contains(file), entries[file.fileName] != nil) {
            case (true, false): log.add(.fileMissing, file.fileName)
            case (false, true): log.add(.fileAbsent, file.fileName)
            default: break
            }
        }
        for (name, mode) in manifest.modes.sorted(by: { $0.key < $1.key }) where mode != .absent {
            let isOther = RosterFile.notImported.contains(name) || name == RosterFile.profiles
            if isOther, entries[name + ".csv"] == nil { log.add(.fileMissing, name + ".csv") }
        }
        reportNames(entries.keys)
    }

    private func reportNames(_ names: some Sequence<String>) {
        let known = RosterFile.allCases.map(\.fileName) + [Manifest.fileName]
        for name in names.sorted() where !known.contains(name) {
            let stem = name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
            if stem == RosterFile.profiles {
                log.add(.profilesNotImported, name)
            } else if RosterFile.notImported.contains(stem) {
                log.add(.fileNotImported, name)
            } else if let expected = known.first(where: { $0.lowercased() == name.lowercased() }) {
                log.add(.fileNameCase, name, ["expected": expected])
            } else {
                log.add(.fileUnknown, name)
            }
        }
    }
}
