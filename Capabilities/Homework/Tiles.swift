import Accounts
import Base
package import Desktop
import Directory
import Web

extension Homework {
    /// The way to all homework and exams, from the desktops of those who do them and of their homes.
    package var contribution: Contribution {
        Contribution(tiles: { _, desk in
            guard let link = list(desk) else { return [] }
            return [{ visit in Tile(words(visit)(.title), to: link, icon: .book) }]
        })
    }

    private func list(_ desk: Contribution.Desk) -> Link? {
        switch desk {
        case .own(let record, .pupil): return ActingPath.homework(record.provider.slug)
        case .own: return nil
        case .children(let children):
            let seen = children.filter(\.showsHomework)
            guard let only = seen.first else { return nil }
            return seen.count == 1
                ? ActingPath.childHomework(only.provider.slug, only.person) : ActingPath.familyHomework()
        }
    }
}
