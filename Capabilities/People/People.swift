package import Accounts
package import Base
package import Directory
package import Storage
package import Web

/// Groups and the people in them, each role through its own relation.
package struct People: Sendable {
    let chrome: Chrome
    let texts: TextTable<PeopleText>
    /// What other rooms have to say to a teacher on the page of a group.
    package var groupNotices: [GroupNotice] = []

    /// Something about a group that is so now; nil for nothing.
    package typealias GroupNotice =
        @Sendable (SchoolGroup, Provider, Instant, any Reader) throws -> (@Sendable (Visit) -> HTML)?

    package init(chrome: Chrome) throws {
        self.chrome = chrome
        texts = try TextTable(in: .module)
    }

    /// Who reaches groups by being a member of them.
    static let members: [Role] = [.pupil, .teacher, .assistant]
    /// Who reaches groups and people by governing a school.
    static let governors: [Role] = [.principal, .office, .administrator]

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        for role in People.members {
            mountOwnGroups(on: site, as: role)
            mountGroup(on: site, as: role)
        }
        for role in People.governors {
            mountSchool(on: site, as: role)
            mountGroup(on: site, as: role)
        }
        for role in People.governors + [.teacher] { mountPerson(on: site, as: role) }
        mountChildGroup(on: site)
        mountGuardians(on: site)
    }

    /// The words of this room and of the parts, in the language of the visit.
    func words(_ visit: Visit) -> (Words<PeopleText>, Words<WebText>) {
        (texts(in: visit.language), chrome.parts(in: visit.language))
    }

    /// Where the role in the path begins.
    func acting(_ role: Role, _ record: Viewer.Record) -> Link { ActingPath.desktop(role)(record.provider.slug) }
}
