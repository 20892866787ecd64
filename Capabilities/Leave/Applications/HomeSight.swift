import Accounts
import Base
import Directory
import Storage
import Web

extension Viewer.Child {
    /// Whether the guardian sees the child's leave at all; a protected child's only with full scope.
    var readsLeave: Bool { showsAttendance }

    /// Whether the guardian applies; one who only gets information never does.
    var appliesForLeave: Bool { readsLeave && scope != .information }
}

/// A home in front of leave: whose it is, and what it may do.
struct HomeSight: Sendable {
    let role: Role
    let provider: Provider
    let pupil: ID<Person>
    let pupilName: PersonName
    /// The person record that applies.
    let applicant: ID<Person>
    let account: ID<Account>
    /// Whether school and class may be known, and with them the other home's applications.
    let showsSchool: Bool
    private let scopeApplies: Bool

    init(_ viewer: Viewer, _ visit: Visit, as role: Role) throws {
        let slug = try visit.text("provider")
        (self.role, account) = (role, viewer.account)
        if role == .guardian {
            guard let child = viewer.child(try visit.id("child"), at: slug), child.readsLeave else {
                throw Fault.missing
            }
            (provider, pupil, pupilName, applicant) = (child.provider, child.person, child.name, child.guardian)
            (scopeApplies, showsSchool) = (child.appliesForLeave, child.showsSchool)
        } else {
            guard let record = viewer.record(at: slug, as: role) else { throw Fault.missing }
            (provider, pupil, pupilName, applicant) = (record.provider, record.person, record.name, record.person)
            (scopeApplies, showsSchool) = (record.decidesAlone(on: Day(visit.today)), true)
        }
    }

    var reach: LeaveReach {
        role == .guardian
            ? .home(pupil, guardian: applicant, account, othersToo: showsSchool) : .own([pupil])
    }

    /// Guardians apply for minors, adult students for themselves; without a birth date nobody knows, and the student does.
    func applies(_ place: PupilPlace, on today: CivilDate) -> Bool {
        guard scopeApplies else { return false }
        return role != .guardian || (place.birthDate.map { $0 > Day(today).adultBirthday } ?? false)
    }

    /// One's own application is withdrawn by oneself.
    func withdraws(_ application: LeaveApplication) -> Bool {
        application.state == .waiting && application.account == account && scopeApplies
    }

    /// A page of this home.
    func link(_ path: (Role) -> PathPattern) -> Link {
        role == .guardian ? path(role)(provider.slug, pupil) : path(role)(provider.slug)
    }

    func link(_ path: (Role) -> PathPattern, _ application: ID<LeaveApplication>) -> Link {
        role == .guardian
            ? path(role)(provider.slug, pupil, application) : path(role)(provider.slug, application)
    }

    var acting: Link {
        role == .guardian ? ActingPath.child(provider.slug, pupil) : ActingPath.desktop(role)(provider.slug)
    }

    /// The application in the path.
    func application(_ visit: Visit, _ reader: any Reader) throws -> LeaveApplication {
        try reader.one(
            LeaveApplication.reached(
                try visit.id("application"), reach, in: provider.id, on: Day(visit.today)))
    }

    /// Who applied, as this home may know: a protected guardian is not named to the pupil's page.
    func named(_ applicant: Person) -> PersonName? {
        role == .pupil && applicant.isProtected && applicant.id != pupil ? nil : applicant.name
    }
}

extension Leave {
    /// The policy of a home's pages.
    static func policy(of home: Role) -> Policy<Viewer> {
        home == .guardian ? .guardianOfChild : .acting(as: home)
    }
}

extension PageRead<Viewer> {
    /// Notes those whom a page about an application names.
    func look(at people: [ID<Person>], in provider: ID<Provider>, as role: Role) {
        for person in Set(people) { look(at: person, in: provider, for: LeavePurpose.name, as: role) }
    }
}
