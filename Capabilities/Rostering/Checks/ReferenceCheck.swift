import Storage

/// Every reference must resolve: within the package, or beside a delta in the register. Comparing has looked all of them
/// up already; what it suspected is looked at here, row by row in the order of the files.
struct ReferenceCheck {
    let package: RosterPackage
    let log: ProblemLog

    private static let targets: [RosterFile: ImportEntity] = [
        .orgs: .organisation, .academicSessions: .academicSession, .courses: .course, .classes: .group, .users: .person,
    ]

    func run() throws {
        try package.staging.scratch.forEach(Self.suspects) { cells in
            let number = try cells.next(Int.self)
            var body = Unpacker(try cells.next())
            switch RosterFile.allCases.first(where: { Staging.numbers(of: $0).contains(number) }) {
            case .orgs: try check(OrgRecord(from: &body))
            case .academicSessions: try check(SessionRecord(from: &body))
            case .courses: try check(CourseRecord(from: &body))
            case .classes: try check(ClassRecord(from: &body))
            case .users: try check(UserRecord(from: &body))
            case .roles: try check(RoleRecord(from: &body))
            case .enrollments: try check(EnrollmentRecord(from: &body))
            case .demographics: try check(DemographicRecord(from: &body))
            case nil: break
            }
        }
    }

    private func check(_ row: OrgRecord) throws { try check(row.parent, "parentSourcedId", row, .orgs) }
    private func check(_ row: SessionRecord) throws { try check(row.parent, "parentSourcedId", row, .academicSessions) }
    private func check(_ row: DemographicRecord) throws { try check(row.sourcedId, "sourcedId", row, .users) }

    private func check(_ row: CourseRecord) throws {
        try check(row.schoolYear, "schoolYearSourcedId", row, .academicSessions)
        try check(row.org, "orgSourcedId", row, .orgs)
    }

    private func check(_ row: ClassRecord) throws {
        try check(row.course, "courseSourcedId", row, .courses)
        try check(row.school, "schoolSourcedId", row, .orgs)
        for term in row.terms { try check(term, "termSourcedIds", row, .academicSessions) }
    }

    private func check(_ row: UserRecord) throws {
        for entry in row.agents { try check(entry.agent, "agentSourcedIds", row, .users) }
        for role in row.roles { try check(role.org, "orgSourcedIds", row, .orgs) }
        try check(row.metadata["primaryOrgSourcedId"], "primaryOrgSourcedId", row, .orgs)
    }

    private func check(_ row: RoleRecord) throws {
        try check(row.user, "userSourcedId", row, .users)
        try check(row.org, "orgSourcedId", row, .orgs)
    }

    private func check(_ row: EnrollmentRecord) throws {
        try check(row.group, "classSourcedId", row, .classes)
        try check(row.school, "schoolSourcedId", row, .orgs)
        try check(row.user, "userSourcedId", row, .users)
    }

    private func check<Record: RosterRecord>(
        _ id: String?, _ column: String, _ row: Record, _ target: RosterFile
    ) throws {
        guard let id, !id.isEmpty else { return }
        let code: ProblemCode
        switch try answer(for: id, in: target) {
        case .found: return
        case .deleted: code = .referenceDeleted
        case .missing: code = .referenceMissing
        }
        let values = ["id": id, "target": target.fileName]
        log.add(code, Record.file.fileName, row: row.line, column: column, values)
    }

    private enum Answer { case found, deleted, missing }

    /// A bulk file is all there is; beside a delta, what the register has counts too. What stands in a file that
    /// could not be read is nobody's fault.
    private func answer(for id: String, in file: RosterFile) throws -> Answer {
        let state = package.state(file)
        guard state.isReadable, let kind = Self.targets[file] else { return .found }
        let scratch = package.staging.scratch
        if let mention = try scratch.first(Staging.mention(id, in: file)) {
            return mention.isDeleted ? .deleted : .found
        }
        if state.mode != .bulk, try scratch.first(Self.inForce(kind, id)) != nil { return .found }
        return .missing
    }
}
