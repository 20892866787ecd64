import Base
import Directory
import Foundation

extension Planner {
    func organisations() -> EntityPlan<OrganisationRow> {
        let desired = set.orgs.active.map { record in
            (record.sourcedId, OrganisationRow(record, parent: record.parent.map { organisationIDs.id($0) }))
        }
        var plan = EntityPlan(desired, over: present.organisations, ids: organisationIDs) { isGone($0, by: set.orgs) }
        plan.created = parentsFirst(plan.created) { $0.parent?.uuid }
        return plan
    }

    func sessions() -> EntityPlan<AcademicSessionRow> {
        let desired = set.sessions.active.map { record in
            (record.sourcedId, AcademicSessionRow(record, parent: record.parent.map { sessionIDs.id($0) }))
        }
        var plan = EntityPlan(desired, over: present.sessions, ids: sessionIDs) { isGone($0, by: set.sessions) }
        plan.created = parentsFirst(plan.created) { $0.parent?.uuid }
        return plan
    }

    func courses(endedOrgs: Set<UUID>) -> EntityPlan<CourseRow> {
        let desired = set.courses.active.map { record in
            let row = CourseRow(
                organisation: organisationIDs.id(record.org), session: record.schoolYear.map { sessionIDs.id($0) },
                title: record.title, code: record.code, subjects: record.subjects, metadata: record.metadata)
            return (record.sourcedId, row)
        }
        let ids = courseIDs
        return EntityPlan(desired, over: present.courses, ids: ids) {
            isGone($0, by: set.courses) || endedOrgs.contains($0.row.organisation.uuid)
        }
    }

    func groups(endedOrgs: Set<UUID>) -> EntityPlan<GroupRow> {
        let desired = set.classes.active.map { record in
            let row = GroupRow(
                organisation: organisationIDs.id(record.school), course: courseIDs.id(record.course),
                kind: record.isHomeroom ? .homeroom : .teaching, title: record.title, code: record.code,
                location: record.location, yearLevels: record.yearLevels, metadata: record.metadata,
                sessions: Set(record.terms.map { sessionIDs.id($0) as ID<AcademicSession> }).sorted())
            return (record.sourcedId, row)
        }
        return EntityPlan(desired, over: present.groups, ids: groupIDs) {
            isGone($0, by: set.classes) || endedOrgs.contains($0.row.organisation.uuid)
        }
    }

    /// The rows in an order in which every parent stands before its children; the trees have no cycles.
    private func parentsFirst<Row>(
        _ rows: [EntityPlan<Row>.Created], _ parent: (Row) -> UUID?
    ) -> [EntityPlan<Row>.Created] {
        let parents = rows.reduce(into: [UUID: UUID]()) { $0[$1.id] = parent($1.row) }
        func depth(_ id: UUID) -> Int {
            var depth = 0
            var next = parents[id]
            while let node = next, depth <= rows.count {
                depth += 1
                next = parents[node]
            }
            return depth
        }
        return rows.map { (depth($0.id), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
