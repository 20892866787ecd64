import Base
import Directory
import Foundation

/// Compares a checked package with the present state. Bulk files end what they lack; delta files end what they
/// say is gone. Guardianships, and in 1.1 roles, are parts of a user's row and are replaced with it.
struct Planner {
    let set: RosterSet
    let present: PresentState
    /// The sourcedIds of agents who are guardians.
    let guardians: Set<String>
    let organisationIDs: SourceIDs
    let sessionIDs: SourceIDs
    let personIDs: SourceIDs
    let courseIDs: SourceIDs
    let groupIDs: SourceIDs
    let now: Instant

    init(_ set: RosterSet, over present: PresentState, guardians: Set<String>, at now: Instant) {
        (self.set, self.present, self.guardians, self.now) = (set, present, guardians, now)
        func ids<Record, Row>(_ records: Records<Record>, _ rows: PresentState.Rows<Row>) -> SourceIDs {
            SourceIDs(records.active.lazy.map(\.sourcedId), present: rows, at: now)
        }
        organisationIDs = ids(set.orgs, present.organisations)
        sessionIDs = ids(set.sessions, present.sessions)
        var people = ids(set.users, present.people)
        people.follow(present.merged)
        personIDs = people
        courseIDs = ids(set.courses, present.courses)
        groupIDs = ids(set.classes, present.groups)
    }

    func plan() -> ImportPlan {
        var plan = ImportPlan()
        plan.organisations = organisations()
        plan.sessions = sessions()
        plan.people = people()
        let endedOrgs = plan.organisations.endedIDs
        let endedPeople = plan.people.endedIDs
        plan.courses = courses(endedOrgs: endedOrgs)
        plan.groups = groups(endedOrgs: endedOrgs)
        plan.roles = roles(endedPeople: endedPeople, endedOrgs: endedOrgs)
        plan.memberships = memberships(endedPeople: endedPeople, endedGroups: plan.groups.endedIDs)
        plan.guardianships = guardianships(endedPeople: endedPeople)
        return plan
    }

    /// A row that no file asks for is over when its file is the whole truth, or names it without asking for it.
    func isGone<Record, Row>(_ row: PresentRow<Row>, by records: Records<Record>) -> Bool {
        records.mode == .bulk || records.lines[row.sourceID] != nil
    }
}
