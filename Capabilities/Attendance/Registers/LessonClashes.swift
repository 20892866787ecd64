import Base
import Directory
import Storage
import Timetable

/// What else the pupils of a lesson have at its time.
struct LessonClashes: Sendable {
    /// The lesson where the timetable has it; its pupils follow from the groups that have it then.
    struct Key: Hashable, Sendable {
        let lesson: HeldLesson.Key
        let edition: ID<TimetableEdition>?
        let day: CivilDate
        let time: LessonTime
        let pupils: [ID<Person>]
    }

    private let subjects: [ID<Person>: [String]]

    /// Through all groups of these pupils: three statements.
    init(_ key: Key, in provider: ID<Provider>, _ reader: any Reader) throws {
        let memberships = try reader.all(PupilGroup.all(of: key.pupils, in: provider, on: key.day))
        let groups = Array(Set(memberships.map(\.group)))
        let plan = try LessonPlan.load(.groups(groups, provider), from: key.day, to: key.day, in: reader)
        let others = plan.lessons(on: key.day).filter { other in
            other.isOn && other.key != key.lesson
                && other.time.begins < key.time.ends && other.time.ends > key.time.begins
        }
        var subjects: [ID<Person>: [String]] = [:]
        for other in others {
            let groups = Set(other.lesson.groups.map(\.id))
            for person in Set(memberships.filter { groups.contains($0.group) }.map(\.person)) {
                subjects[person, default: []].append(other.lesson.subject)
            }
        }
        self.subjects = subjects
    }

    /// The lessons of a pupil.
    subscript(person: ID<Person>) -> [String] { subjects[person] ?? [] }
}

extension RegisterState {
    var clashKey: LessonClashes.Key {
        LessonClashes.Key(
            lesson: lesson.key, edition: lesson.edition, day: lesson.day, time: lesson.time,
            pupils: lines.map(\.person.id))
    }
}
