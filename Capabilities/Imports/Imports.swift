package import Accounts
import Base
import Directory
import HTTPTypes
import Rostering
package import Storage
package import Web

/// Imports as a provider's administrator carries them out: upload, look, confirm, undo.
package struct Imports: Sendable {
    let database: any Database
    let desk: ImportDesk
    let chrome: Chrome
    let texts: TextTable<ImportsText>
    let rostering: TextTable<RosteringText>
    let problems: TextTable<ProblemCode>

    /// - Parameter desk: carries the long work out, behind the requests.
    package init(database: any Database, desk: ImportDesk, chrome: Chrome) throws {
        (self.database, self.desk, self.chrome) = (database, desk, chrome)
        texts = try TextTable(in: .module)
        (rostering, problems) = (try Rostering.texts(), try Rostering.problemTexts())
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "Imports", in: .module) }

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountList(on: site)
        mountUpload(on: site)
        mountRun(on: site)
        mountActions(on: site)
        mountChanges(on: site)
        mountProblems(on: site)
        mountLimits(on: site)
    }

    static let policy = Policy<Viewer>.acting(as: .administrator)

    /// A page of this room.
    func page(
        _ title: String, _ content: HTML, of provider: Provider, done: String? = nil, isRefused: Bool = false
    ) -> Page {
        Page(
            title: title, content: content, status: isRefused ? .unprocessableContent : .ok, place: Place.desktop,
            acting: ActingPath.desktop(.administrator)(provider.slug), done: done)
    }
}

/// The paths of this room.
package enum ImportsPath {
    package static let list = ActingPath.imports
    package static let limits: PathPattern = "/{provider}/administrator/import-limits"
    package static let run: PathPattern = "/{provider}/administrator/imports/{run}"
    package static let progress: PathPattern = "/{provider}/administrator/imports/{run}/progress"
    package static let changes: PathPattern = "/{provider}/administrator/imports/{run}/changes"
    package static let problems: PathPattern = "/{provider}/administrator/imports/{run}/problems"
    package static let problemFile: PathPattern = "/{provider}/administrator/imports/{run}/problems.csv"
    package static let comparison: PathPattern = "/{provider}/administrator/imports/{run}/comparison"
    package static let application: PathPattern = "/{provider}/administrator/imports/{run}/application"
    package static let undoing: PathPattern = "/{provider}/administrator/imports/{run}/undoing"
}

extension PageRead<Viewer> {
    /// The run in the path, if it is the provider's.
    func run(of provider: Provider) throws -> RosterRun { try one(RosterRun.one(visit.id("run"), of: provider.id)) }

    /// The names of the accounts that took these steps; each is a look at that person.
    func names(of events: [RunEvent], at provider: Provider) throws -> [ID<Account>: PersonName] {
        let accounts = Set(events.compactMap(\.account))
        var names: [ID<Account>: PersonName] = [:]
        for (account, person) in try all(ActingPerson.among(Array(accounts), in: provider.id)) {
            names[account] = person.name
            look(at: person.id, in: provider.id, for: "imports", as: .administrator)
        }
        return names
    }
}

extension RunEvent {
    var account: ID<Account>? {
        if case .account(let id) = actor { ID(id) } else { nil }
    }
}
