import Accounts
import Base
import Directory
import Storage
import Web

/// For whom a home looks at absences and acts: a guardian for a child, or a learner for oneself.
struct HomeAsk: Sendable {
    let provider: Provider
    let person: ID<Person>
    let name: PersonName
    let role: Role
    /// The own record of whoever acts.
    let author: ID<Person>
    /// Whether lessons and teachers may be shown.
    let showsLessons: Bool
    /// Whether this home announces and explains.
    let mayAct: Bool
    /// Whether the own record, or for a guardian the child's, is protected.
    let isProtected: Bool

    /// The child in the path, for its guardian; or the learner's own record.
    init(_ viewer: Viewer, _ visit: Visit, as role: Role, in reader: any Reader) throws {
        self.role = role
        let slug = try visit.text("provider")
        let today = Day(visit.today)
        if role == .pupil {
            guard let record = viewer.record(at: slug, as: .pupil) else { throw Fault.missing }
            (provider, person, name, author) = (record.provider, record.person, record.name, record.person)
            (showsLessons, isProtected) = (true, false)
            // Before 18 the home answers for absences; then, or when nobody knows, oneself.
            mayAct = record.decidesAlone(on: today)
        } else {
            guard let child = viewer.child(try visit.id("child"), at: slug), child.showsAttendance else {
                throw Fault.missing
            }
            (provider, person, name, author) = (child.provider, child.person, child.name, child.guardian)
            showsLessons = child.showsSchool
            isProtected = try reader.first(HomePerson.isProtected(child.guardian, in: child.provider.id)) ?? true
            mayAct = child.mayExplain(on: today)
        }
    }

    /// Where the page is, and its actions.
    func link(_ path: PathPattern) -> Link {
        role == .pupil ? path(provider.slug) : path(provider.slug, person)
    }

    func link(_ path: PathPattern, _ notice: ID<AbsenceNotice>) -> Link {
        role == .pupil ? path(provider.slug, notice) : path(provider.slug, person, notice)
    }

    var page: Link { link(role == .pupil ? AttendancePath.pupil : AttendancePath.child) }

    var acting: Link {
        role == .pupil ? ActingPath.desktop(.pupil)(provider.slug) : ActingPath.child(provider.slug, person)
    }
}
