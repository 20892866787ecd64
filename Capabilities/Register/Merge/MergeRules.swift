import Base
import Directory

/// Why two records cannot be made one.
enum MergeRefusal: Error, Hashable {
    case mergedAlready, ownRecord, guardianOfTheOther, holdsRights, ended
}

/// Two records that may be of one person: the one that stays and the one that goes.
struct MergePair: Sendable {
    let kept: PersonFile
    let merged: PersonFile

    /// Throws what stands against making them one.
    ///
    /// - Parameter own: the records of the one who asks.
    func check(_ scope: Scope, own: [ID<Person>]) throws(MergeRefusal) {
        let (keeps, goes) = (kept.person.id, merged.person.id)
        if kept.record.isMerged || merged.record.isMerged { throw .mergedAlready }
        if kept.record.endedAt != nil { throw .ended }
        // Accounts go with a record: whoever could merge the own one with another would become that other.
        if own.contains(keeps) || own.contains(goes) { throw .ownRecord }
        if kept.guardianships.contains(where: { $0.other.id == goes }) { throw .guardianOfTheOther }
        let held = (kept.roles + merged.roles).filter { $0.standing(on: scope.day) != .over }.map(\.role)
        guard Set(held).isSubset(of: scope.givenRoles) else { throw .holdsRights }
    }
}
