/// Every reference must resolve: within the set, or beside a delta in the database.
struct ReferenceCheck {
    let log: ProblemLog
    private let orgs: ReferenceTargets
    private let sessions: ReferenceTargets
    private let courses: ReferenceTargets
    private let classes: ReferenceTargets
    private let users: ReferenceTargets

    init(_ set: RosterSet, _ present: PresentState, log: ProblemLog) {
        self.log = log
        orgs = ReferenceTargets(set.orgs, present.organisations)
        sessions = ReferenceTargets(set.sessions, present.sessions)
        courses = ReferenceTargets(set.courses, present.courses)
        classes = ReferenceTargets(set.classes, present.groups)
        users = ReferenceTargets(set.users, present.people)
    }

    func run(_ set: RosterSet) {
        for row in set.orgs.active { check(row.parent, "parentSourcedId", row, orgs) }
        for row in set.sessions.active { check(row.parent, "parentSourcedId", row, sessions) }
        for row in set.courses.active {
            check(row.schoolYear, "schoolYearSourcedId", row, sessions)
            check(row.org, "orgSourcedId", row, orgs)
        }
        for row in set.classes.active {
            check(row.course, "courseSourcedId", row, courses)
            check(row.school, "schoolSourcedId", row, orgs)
            for term in row.terms { check(term, "termSourcedIds", row, sessions) }
        }
        for row in set.users.active { check(row) }
        for row in set.roles.active {
            check(row.user, "userSourcedId", row, users)
            check(row.org, "orgSourcedId", row, orgs)
        }
        for row in set.enrollments.active {
            check(row.group, "classSourcedId", row, classes)
            check(row.school, "schoolSourcedId", row, orgs)
            check(row.user, "userSourcedId", row, users)
        }
        for row in set.demographics.active { check(row.sourcedId, "sourcedId", row, users) }
    }

    private func check(_ row: UserRecord) {
        for entry in row.agents { check(entry.agent, "agentSourcedIds", row, users) }
        for role in row.roles { check(role.org, "orgSourcedIds", row, orgs) }
        check(row.metadata["primaryOrgSourcedId"], "primaryOrgSourcedId", row, orgs)
    }

    private func check<Record: RosterRecord>(
        _ id: String?, _ column: String, _ row: Record, _ targets: ReferenceTargets
    ) {
        guard let id, !id.isEmpty else { return }
        let code: ProblemCode
        switch targets.answer(for: id) {
        case .found: return
        case .deleted: code = .referenceDeleted
        case .missing: code = .referenceMissing
        }
        let values = ["id": id, "target": targets.file.fileName]
        log.add(code, Record.file.fileName, row: row.line, column: column, values)
    }
}
