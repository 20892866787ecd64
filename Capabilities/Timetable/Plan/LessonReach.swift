package import Base
package import Directory
import Storage

/// Through what lessons come onto a timetable.
package enum LessonReach: Hashable, Sendable {
    /// Pupils through their groups, at one provider or several.
    case pupils([ID<Person>], [ID<Provider>])
    /// Teachers through their lessons and, day by day, those of others for whom they stand in.
    case teachers([ID<Person>], ID<Provider>)
    /// A group's own lessons; for a homeroom class those of all its pupils too, their choices side by side.
    case group(ID<SchoolGroup>, ID<Provider>)
    case room(ID<Room>, ID<Provider>)
    /// The own lessons of several groups, without those of their members.
    case groups([ID<SchoolGroup>], ID<Provider>)
    /// One lesson in the timetables of these schools.
    case lesson(ID<Lesson>, [ID<Organisation>], ID<Provider>)

    var isOfTeachers: Bool { if case .teachers = self { true } else { false } }

    /// Whose lessons are asked for.
    var providers: [ID<Provider>] {
        switch self {
        case .pupils(_, let providers): providers
        case .teachers(_, let provider), .group(_, let provider), .room(_, let provider), .groups(_, let provider),
            .lesson(_, _, let provider):
            [provider]
        }
    }
}
