import Accounts
import Base
import Directory
import Timetable

extension Viewer.Child {
    /// Whether this guardian sees the child's homework: it tells school and groups, so it is hidden with them; who has
    /// limited scope needs the kind too. Information is for reading, and reading is all that a guardian does here.
    var showsHomework: Bool { showsSchool && (scope != .limited || lists(.homework)) }
}

/// How an author is shown: protected teachers are not named to homes, and by the called name to pupils and assistants
/// (decision 0033).
enum AuthorName {
    static func shown(_ author: ListedWork, to role: Role) -> String? {
        let (name, isProtected) = (author.author.name, author.author.isProtected)
        guard isProtected else { return name.full }
        switch role {
        case .guardian: return nil
        case .pupil, .assistant: return name.called
        case .teacher, .principal, .office, .administrator: return name.full
        }
    }
}
