import Base
import Directory

/// A guardianship as files give it; when the student granted it is not theirs to touch.
struct GuardianshipRow: Hashable, Sendable, Codable {
    var guardian: ID<Person>
    var child: ID<Person>
    var scope: Guardianship.Scope
    var kinds: [String]?
    var begins: CivilDate?
    var ends: CivilDate?

    static func sourceID(child: String, agent: String) -> String { "\(child):\(agent)" }
}
