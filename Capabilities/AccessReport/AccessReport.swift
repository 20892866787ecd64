package import Accounts
import Base
package import Desktop
import Directory
import Foundation
package import Storage
package import Web

/// Who has looked at whose data: for the person, for a child's guardian, and an administrator's search with a reason.
package struct AccessReport: Sendable {
    let chrome: Chrome
    let texts: TextTable<AccessReportText>

    package init(chrome: Chrome) throws {
        self.chrome = chrome
        texts = try TextTable(in: .module)
    }

    /// The administrator's way to the audit of sign-ins.
    package var contribution: Contribution {
        Contribution(tiles: { [texts] _, desk in
            guard case .own(let record, .administrator) = desk else { return [] }
            let link = ActingPath.signInAudit(record.provider.slug)
            return [{ visit in Tile(texts(in: visit.language)(.auditTile), to: link, icon: .lock) }]
        })
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "AccessReport", in: .module) }

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        mountOwn(on: site)
        mountChild(on: site)
        mountSearchForm(on: site)
        mountSearch(on: site)
        mountAudit(on: site)
    }
}

/// The paths that only this room knows.
enum AccessReportPath {
    static let searches: PathPattern = "/{provider}/administrator/access-log/searches"
    static let search: PathPattern = "/{provider}/administrator/access-log/searches/{search}"
}
