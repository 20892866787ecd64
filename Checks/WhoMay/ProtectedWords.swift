import Base
import Foundation
import Logging
import Synchronization
import TestKit

/// What of the protected home must reach somebody in no form whatever: page, file, refusal or log.
enum ProtectedWords {
    /// Who may know the whole name: the person, the home, own teachers, and those who govern the school.
    static let knowing: Set<Who> = [
        .protectedPupil, .protectedGuardian, .informedGuardian, .teacher, .office, .principal, .administrator,
    ]
    /// Who may know the called name alone: classmates and the group's assistant.
    static let classmates: Set<Who> = [.pupil, .classmate, .assistant]
    static let strangers = Who.allCases.filter { !knowing.contains($0) && !classmates.contains($0) }

    static let mails = ["venla.aaltola@", "ritva.aaltola@", "kari.kallio@"]
    private static let names = ["aaltola", "ritva"]
    private static let child = World.person(.protectedPupil).description

    /// In small letters.
    static func hidden(from who: Who) -> [String] {
        if knowing.contains(who) { return mails }
        if classmates.contains(who) { return mails + names + [child, "turvakielto"] }
        return mails + names + ["venla", child, World.person(.protectedGuardian).description]
    }

    /// Of those words the ones that a text has.
    static func found(in text: String, by who: Who) -> [String] {
        let text = text.lowercased()
        return hidden(from: who).filter { text.contains($0) }
    }
}

/// Keeps every line of a house's log, with what stands beside it.
final class HeardLog: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: HeardLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let beside = metadata.merging(event.metadata ?? [:]) { $1 }
            log.kept.withLock { $0.append("\(event.message) \(beside)") }
        }
    }
}
