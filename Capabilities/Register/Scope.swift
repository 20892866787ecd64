import Accounts
import Base
import Directory
import Storage
import Web

/// Through what somebody reaches the register: the role in the path, held by these records, on this day.
struct Scope: Sendable {
    let role: Role
    let provider: Provider
    let persons: [ID<Person>]
    let day: Day

    /// Who works with the whole register of a provider, or of what is below their own organisation.
    static let roles: [Role] = [.office, .administrator]

    init(_ viewer: Viewer, _ visit: Visit, as role: Role) throws {
        guard let record = viewer.record(at: try visit.text("provider"), as: role) else { throw Fault.missing }
        (self.role, provider, day) = (role, record.provider, Day(visit.today))
        persons = viewer.persons(at: record.provider.id)
    }

    var slug: String { provider.slug }
    /// Where the role begins.
    var acting: Link { ActingPath.desktop(role)(provider.slug) }
    /// Where its pages stand in the navigation: a principal comes to a person from the school.
    var place: String { role == .principal ? Place.desktop : Place.register }
    /// The roles that this one may give and take: rights over the register are an administrator's to give.
    var givenRoles: [Role] { role == .administrator ? Role.allCases : [.pupil, .teacher, .assistant, .guardian] }
}

extension PageRead<Viewer> {
    /// The scope of the role in the path.
    func scope(_ role: Role) throws -> Scope { try Scope(viewer, visit, as: role) }

    /// Notes the people that a page of the register shows.
    func look(at people: some Sequence<ID<Person>>, _ scope: Scope, for purpose: String = "register") {
        for person in Set(people) { look(at: person, in: scope.provider.id, for: purpose, as: scope.role) }
    }
}

extension PageWrite<Viewer> {
    /// The scope of the role in the path.
    func scope(_ role: Role) throws -> Scope { try Scope(viewer, visit, as: role) }
}
