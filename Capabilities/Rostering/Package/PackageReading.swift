import Foundation

/// A package whose files have been read.
struct RosterPackage: Sendable {
    let set: RosterSet
    let manifest: Manifest
}

/// Opens a package and reads every file that is imported.
struct PackageReading {
    let log: ProblemLog
    let progress: @Sendable (ImportProgress) -> Void

    /// What the package holds; nil when nothing of it can be read.
    func read(_ url: URL) -> RosterPackage? {
        guard let source = PackageSource(url, log: log) else { return nil }
        let entries = source.entries(log: log)
        guard let entry = entries[Manifest.fileName] else {
            log.add(.manifestMissing, Manifest.fileName)
            reportNames(entries.keys)
            return nil
        }
        guard let bytes = source.bytes(of: entry, log: log), let manifest = Manifest.read(bytes, log: log) else {
            return nil
        }
        report(entries, against: manifest)
        return RosterPackage(set: read(entries, from: source, by: manifest), manifest: manifest)
    }

    private func read(
        _ entries: [String: PackageEntry], from source: PackageSource, by manifest: Manifest
    ) -> RosterSet {
        let total = RosterFile.allCases.reduce(0) { $0 + Int(entries[$1.fileName]?.size ?? 0) }
        var done = 0
        func records<Record>(_ type: Record.Type) -> Records<Record> {
            progress(ImportProgress(.reading, done: done, total: total))
            let mode = manifest.mode(Record.file)
            guard mode != .absent else { return Records() }
            guard let entry = entries[Record.file.fileName], let bytes = source.bytes(of: entry, log: log) else {
                return Records(isReadable: false)
            }
            done += bytes.count
            return .read(bytes, mode: mode, version: manifest.version, log: log)
        }
        let set = RosterSet(
            version: manifest.version, orgs: records(OrgRecord.self), sessions: records(SessionRecord.self),
            courses: records(CourseRecord.self), classes: records(ClassRecord.self), users: records(UserRecord.self),
            roles: manifest.version == .v1p1 ? Records() : records(RoleRecord.self),
            enrollments: records(EnrollmentRecord.self), demographics: records(DemographicRecord.self))
        progress(ImportProgress(.reading, done: total, total: total))
        return set
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
