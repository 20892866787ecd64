/// Which entries of a package may be opened at all.
enum PackageRules {
    /// Refuses nested and climbing paths, names that differ in case alone, encryption and bombs.
    static func accepted(_ entries: [PackageEntry], log: ProblemLog) -> [String: PackageEntry] {
        guard entries.count <= PackageSource.Limit.files else {
            log.add(.tooManyFiles, "", ["limit": String(PackageSource.Limit.files)])
            return [:]
        }
        var accepted: [String: PackageEntry] = [:]
        var folded: Set<String> = []
        var together: UInt64 = 0
        for entry in entries {
            guard isFlat(entry.name) else {
                log.add(.nestedPath, entry.name)
                continue
            }
            guard folded.insert(entry.name.lowercased()).inserted else {
                log.add(.duplicateFile, entry.name)
                continue
            }
            let (sum, overflow) = together.addingReportingOverflow(entry.size)
            together = overflow ? .max : sum
            if let code = refusal(of: entry, together: together) {
                log.add(code, entry.name, ["limit": String(PackageSource.Limit.bytesPerFile >> 20)])
            } else {
                accepted[entry.name] = entry
            }
        }
        return accepted
    }

    private static func isFlat(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".." && !name.contains { $0 == "/" || $0 == "\\" || $0 == ":" }
    }

    private static func refusal(of entry: PackageEntry, together: UInt64) -> ProblemCode? {
        typealias Limit = PackageSource.Limit
        if entry.isEncrypted { return .encryptedFile }
        if entry.isLink { return .symbolicLink }
        if entry.size > Limit.bytesPerFile || together > Limit.bytesTogether { return .tooLarge }
        if let packed = entry.packedSize, entry.size > Limit.ratioFloor, entry.size / max(1, packed) > Limit.ratio {
            return .tooCompressed
        }
        return nil
    }
}
