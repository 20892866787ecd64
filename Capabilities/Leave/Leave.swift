package import Accounts
import Base
import Directory
package import Storage
package import Web

/// Leave for longer than a notice covers: homes apply, the teacher of the class or the principal decides, and the decision
/// is a paper that can be appealed against (Basic Education Act 35 §).
package struct Leave: Sendable {
    let chrome: Chrome
    let texts: TextTable<LeaveText>
    /// The pupils of the homeroom classes of some teachers.
    let classes = FeedMemory<LeaveReach.Teachers, [ID<Person>]>()

    package init(chrome: Chrome) throws {
        self.chrome = chrome
        texts = try TextTable(in: .module)
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "Leave", in: .module) }

    /// Who applies, who decides, and who reads what the school has decided.
    static let homes: [Role] = [.guardian, .pupil]
    static let deciders: [Role] = [.teacher, .principal]
    static let school: [Role] = deciders + [.office]

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        for role in Leave.homes { mountHome(on: site, as: role) }
        for role in Leave.homes { mountForm(on: site, as: role) }
        for role in Leave.school { mountSchool(on: site, as: role) }
        for role in Leave.deciders { mountDecision(on: site, as: role) }
        mountRules(on: site)
    }

    /// What the pages of a visit are written with.
    func words(_ visit: Visit) -> LeaveWords { words(visit.language, today: visit.today) }

    /// The words of a language, with days as they are called from `today`.
    func words(_ language: Language, today: CivilDate) -> LeaveWords {
        LeaveWords(
            own: texts(in: language), parts: chrome.parts(in: language),
            days: DayWords(chrome.parts(in: language), today: today))
    }
}

/// The purpose under which looks stand in the access log.
enum LeavePurpose {
    static let name = "leave"
}
