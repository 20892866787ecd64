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

/// How alike two records are.
enum Likeness {
    /// Same birth date, and names that differ by little: one has a name of the other, or a letter is wrong.
    static func isAlike(_ left: PersonName, _ right: PersonName) -> Bool {
        let (a, b) = (words(left), words(right))
        let common = a.intersection(b).count
        if common >= 2 { return true }
        let rest = (a.subtracting(b), b.subtracting(a))
        let isNear = rest.0.contains { one in rest.1.contains { distance(one, $0) <= (one.count > 5 ? 2 : 1) } }
        return common == 1 && isNear
    }

    private static func words(_ name: PersonName) -> Set<String> {
        Set(name.searchKey.split(separator: " ").map(String.init))
    }

    /// How many letters must be changed, added or left out (Levenshtein).
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var above = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let changed = above + (letter == other ? 0 : 1)
                above = row[j + 1]
                row[j + 1] = min(changed, above + 1, row[j] + 1)
            }
        }
        return row[b.count]
    }
}
