import Archive
import Base
import Foundation

/// The files of one school: `bells.csv`, `days.csv`, `lessons.csv` or `GPU001.TXT`, and `changes.csv`. What is not there
/// stays as it is in the register.
struct TimetableFolder {
    static let names = ["bells.csv", "days.csv", "lessons.csv", "GPU001.TXT", "changes.csv"]

    let files: [String: [UInt8]]

    /// Reads a folder, or one file alone; names are taken whatever their case.
    init(_ url: URL) {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        let urls =
            isThere && isFolder.boolValue
            ? (try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)) ?? [] : [url]
        var files: [String: [UInt8]] = [:]
        for url in urls {
            guard
                let name = Self.names.first(where: { $0.lowercased() == url.lastPathComponent.lowercased() }),
                let data = try? Data(contentsOf: url)
            else { continue }
            files[name] = Array(data)
        }
        self.files = files
    }

    init(files: [String: [UInt8]]) { self.files = files }

    /// How many bytes the files of a school are at most once they are unpacked; a year of a big one is a tenth of it.
    static let maximalBytes = 20_000_000

    /// Takes files as they were sent: each by its name, or a zip of them.
    init(sent: [(name: String, bytes: [UInt8])], _ problems: inout [TimetableProblem]) {
        var files: [String: [UInt8]] = [:]
        for file in sent.flatMap({ Self.unpacked($0, &problems) }) {
            guard let name = Self.names.first(where: { $0.lowercased() == file.name.lowercased() }) else {
                problems.append(TimetableProblem(.fileUnknown, file.name, Self.names.joined(separator: ", ")))
                continue
            }
            if files[name] != nil { problems.append(TimetableProblem(.fileTwice, name)) }
            files[name] = file.bytes
        }
        self.files = files
    }

    private static func unpacked(
        _ file: (name: String, bytes: [UInt8]), _ problems: inout [TimetableProblem]
    ) -> [(name: String, bytes: [UInt8])] {
        guard SmallArchive.isOne(file.bytes) else { return [file] }
        do {
            return try SmallArchive.files(in: file.bytes, limit: maximalBytes).map { ($0.name, $0.bytes) }
        } catch {
            problems.append(
                TimetableProblem(error == .tooLarge ? .archiveTooLarge : .archive, file.name))
            return []
        }
    }

    /// What the files say, with everything that is wrong in them.
    func draft(_ problems: inout [TimetableProblem]) -> EditionDraft {
        var draft = EditionDraft()
        // What could not be opened is said already.
        let isTold = problems.contains { [.archive, .archiveTooLarge].contains($0.code) }
        if files.isEmpty, !isTold { problems.append(TimetableProblem(.fileMissing, "lessons.csv")) }
        if let bytes = files["bells.csv"] { draft.schedules = BellFile.schedules(bytes, &problems) }
        if let bytes = files["days.csv"] { draft.special = DayFile.days(bytes, &problems) }
        if let bytes = files["GPU001.TXT"] {
            draft.slots = UntisFile.slots(bytes, &problems)
            (draft.lessonFile, draft.isUntis) = ("GPU001.TXT", true)
        } else if let bytes = files["lessons.csv"] {
            draft.slots = LessonFile.slots(bytes, &problems)
        }
        if let bytes = files["changes.csv"] {
            let (changes, extras) = ChangeFile.changes(bytes, &problems)
            (draft.changes, draft.extras) = (changes, extras)
        }
        // Hours that change under lessons that stay could leave lessons without a time.
        if draft.schedules != nil, draft.slots == nil {
            problems.append(TimetableProblem(.fileMissing, draft.lessonFile))
        }
        return draft
    }
}
