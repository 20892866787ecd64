package import Base
import Directory
package import Timetable

/// Homework or an exam that a group was given for a day.
package struct GivenWork: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable { case homework, exam }

    /// The lesson of a day on which it hangs; without a lesson the day itself.
    package struct Occasion: Hashable, Sendable {
        package let lesson: ID<Lesson>?
        /// The day on which the weekly pattern has the lesson.
        package let held: CivilDate

        package init(_ lesson: ID<Lesson>?, held: CivilDate) { (self.lesson, self.held) = (lesson, held) }

        var key: HeldLesson.Key? { lesson.map { HeldLesson.Key($0, held: held) } }
    }

    /// What is to be done, and what to bring.
    package struct Content: Hashable, Sendable {
        package var kind: Kind
        package var text: String
        package var bring: String?
        /// A page of the web that belongs to it, `https://…`.
        package var link: String?

        package init(_ kind: Kind = .homework, _ text: String, bring: String? = nil, link: String? = nil) {
            (self.kind, self.text, self.bring, self.link) = (kind, text, bring, link)
        }
    }

    let id: ID<GivenWork>
    let provider: ID<Provider>
    let occasion: Occasion
    let content: Content
}

/// Given work as lists show it: on the day on which its lesson really is.
struct ListedWork: Hashable, Sendable {
    let work: GivenWork
    let group: LessonGroup
    /// Where the lesson is now, when the timetable still has it.
    let lesson: PlacedLesson?
    let author: LessonTeacher
    let written: Instant
    let changed: Instant?

    /// The day that counts for those who do it.
    var day: CivilDate { lesson?.day ?? work.occasion.held }

    /// What it is for: the lesson's subject, or the group where there is no lesson.
    var subject: String { lesson?.subject ?? group.title }

    /// By day, then by the time of the lesson; what hangs on no lesson comes first.
    var order: (CivilDate, Int, String, ID<GivenWork>) { (day, lesson?.begins ?? 0, subject, work.id) }
}

/// A lesson of a day as the timetable in force has it.
struct PlacedLesson: Hashable, Sendable {
    let subject: String
    let day: CivilDate
    let begins: Int
    let isCancelled: Bool
    let isMoved: Bool
}

/// Listed work with one of those who do it.
struct OwnWork: Hashable, Sendable {
    let listed: ListedWork
    let person: ID<Person>
    let ticked: Instant?

    var isExam: Bool { listed.work.content.kind == .exam }
    var isDone: Bool { ticked != nil }

    /// One who is in two of its groups has it once.
    static func once(_ all: [OwnWork]) -> [OwnWork] {
        struct Key: Hashable {
            let work: ID<GivenWork>
            let person: ID<Person>
        }
        var seen: Set<Key> = []
        return all.filter { seen.insert(Key(work: $0.listed.work.id, person: $0.person)).inserted }
            .sorted { $0.listed.order < $1.listed.order }
    }
}

/// Given work as those who gave it see it.
struct GroupWork: Hashable, Sendable {
    let listed: ListedWork
    /// How many pupils of the group have ticked it.
    let ticks: Int
    let pupils: Int
    /// Whether the reader teaches the lesson.
    let isOfOwnLesson: Bool

    /// Whoever gave it changes it, and whoever teaches the lesson: a substitute's homework is the teacher's to mend.
    func isChangeable(by persons: [ID<Person>]) -> Bool {
        isOfOwnLesson || persons.contains(listed.author.id)
    }
}
