import Base
import Directory
import Foundation

/// Finds the schools and groups that a plan would shrink beyond the provider's limits.
///
/// A membership counts as ending when it is in force on the day before and not after, and also when it leaves its group
/// or school for another: a file that moves everybody away is as wrong as one that leaves them out.
struct ShrinkGuard {
    let limits: ShrinkLimits
    let day: CivilDate
    /// The organisation of each group, before and after.
    private let before: [UUID: UUID]
    private let after: [UUID: UUID]
    private var groups: [UUID: Size] = [:]
    private var schools: [UUID: Size] = [:]

    private struct Size {
        var before = 0
        var ending = 0
        var after = 0
    }

    init(_ plan: ImportPlan, over present: PresentState, limits: ShrinkLimits, on day: CivilDate) {
        (self.limits, self.day) = (limits, day)
        before = present.groups.values.reduce(into: [:]) { $0[$1.id] = $1.row.organisation.uuid }
        var after = before
        for group in plan.groups.created { after[group.id] = group.row.organisation.uuid }
        for group in plan.groups.changed { after[group.id] = group.new.organisation.uuid }
        self.after = after
        count(plan.memberships, over: present.memberships, endedGroups: plan.groups.endedIDs)
    }

    private mutating func count(
        _ plan: EntityPlan<MembershipRow>, over present: PresentState.Rows<MembershipRow>, endedGroups: Set<UUID>
    ) {
        let ended = plan.endedIDs
        let changed = Dictionary(plan.changed.map { ($0.id, $0.new) }) { first, _ in first }
        for membership in present.values {
            let wasIn = !membership.isEnded && isInForce(membership.row)
            let row = changed[membership.id] ?? membership.row
            let stays = !ended.contains(membership.id) && (changed[membership.id] != nil || !membership.isEnded)
            note(
                membership.row, wasIn: wasIn, row,
                isIn: stays && isInForce(row) && !endedGroups.contains(row.group.uuid))
        }
        for membership in plan.created where isInForce(membership.row) {
            groups[membership.row.group.uuid, default: Size()].after += 1
        }
    }

    private mutating func note(_ old: MembershipRow, wasIn: Bool, _ new: MembershipRow, isIn: Bool) {
        if isIn { groups[new.group.uuid, default: Size()].after += 1 }
        guard wasIn, let school = before[old.group.uuid] else { return }
        groups[old.group.uuid, default: Size()].before += 1
        schools[school, default: Size()].before += 1
        if !isIn || new.group != old.group { groups[old.group.uuid, default: Size()].ending += 1 }
        if !isIn || after[new.group.uuid] != school { schools[school, default: Size()].ending += 1 }
    }

    private func isInForce(_ row: MembershipRow) -> Bool { row.ends.map { $0 > day } ?? true }

    /// Everything beyond the limits, schools first, by name.
    func shrinking(_ names: ReferenceTexts) -> [RunPreview.Shrinkage] {
        let beyond = schools.filter { $0.value.ending * 100 > Int(limits.schoolPercent) * $0.value.before }
        let emptied = groups.filter { $0.value.before >= Int(limits.groupSize) && $0.value.after == 0 }
        func list(_ sizes: [UUID: Size], _ kind: RunPreview.Shrinkage.Kind) -> [RunPreview.Shrinkage] {
            sizes.map { id, size in
                RunPreview.Shrinkage(kind: kind, name: names.text(id), ending: size.ending, of: size.before)
            }.sorted { ($0.name, $0.of) < ($1.name, $1.of) }
        }
        return list(beyond, .school) + list(emptied, .group)
    }
}
