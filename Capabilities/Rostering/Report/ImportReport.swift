package import Base
import Foundation

/// What came of one import; `--json` prints it as it encodes.
package struct ImportReport: Sendable, Encodable {
    package enum State: String, Sendable, Encodable {
        /// Something was changed.
        case applied
        /// Everything was so already.
        case unchanged
        /// A dry run that would have been applied.
        case checked
        /// It would end so much that it must be confirmed first; nothing was changed.
        case held
        /// Errors: nothing was changed.
        case refused
    }

    package let state: State
    /// The slug of the provider, when it is known.
    package let provider: String?
    /// `bulk`, `delta` or `absent` by file, as the manifest says.
    package let modes: [String: FileMode]
    package let counts: [ImportEntity: ImportCounts]
    let list: ProblemList
    /// The run as it is kept; nil when there is no provider to keep it under.
    package var run: ID<RosterRun>?
    /// What would change, when it was compared and not applied.
    package var preview: RunPreview?
    /// What confirms exactly this difference.
    package var code: String?
    /// The first differences of what was compared and not applied.
    package var changes: [RunChange]?

    static let mostChanges = 200

    /// The problems in order, at most 10,000 of each severity.
    package var problems: [ImportProblem] { list.problems }
    package var errorCount: Int { list.errorCount }
    package var noticeCount: Int { list.noticeCount }

    /// 0 applied or nothing to do, 1 problems, 3 to be confirmed.
    package var exitCode: Int32 { state == .refused ? 1 : state == .held ? 3 : 0 }

    private enum Key: String, CodingKey {
        case state, provider, run, files, counts, errors, notices, problems, preview, code
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(state, forKey: .state)
        try object.encode(provider, forKey: .provider)
        try object.encode(modes, forKey: .files)
        try object.encode(Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }), forKey: .counts)
        try object.encode(errorCount, forKey: .errors)
        try object.encode(noticeCount, forKey: .notices)
        try object.encode(problems, forKey: .problems)
        try object.encodeIfPresent(run?.description, forKey: .run)
        try object.encodeIfPresent(preview, forKey: .preview)
        try object.encodeIfPresent(code, forKey: .code)
    }

    /// The report as one JSON object with sorted keys.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return ShownText.ofJSON(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}

/// How a file is to be read: everything there is, or changes only.
package enum FileMode: String, Sendable, Encodable { case absent, bulk, delta }

/// What an import counts; the raw value is the `entity` of the change feed.
package enum ImportEntity: String, CaseIterable, Hashable, Sendable {
    case provider, organisation
    case academicSession = "academic_session"
    case person
    case course
    case group = "school_group"
    case role = "role_assignment"
    case membership, guardianship
}

/// How many rows of one kind an import touched.
package struct ImportCounts: Hashable, Sendable, Codable {
    package var created = 0
    package var changed = 0
    package var ended = 0
    package var unchanged = 0

    package var touched: Int { created + changed + ended }
}
