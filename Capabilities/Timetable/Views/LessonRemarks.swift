package import Accounts
package import Base
package import Directory
package import Web

/// What another room says about lessons: that a register is taken, what is due, that there is an exam. It is asked within
/// the page's one read, with at most one statement, and notes whom it shows. App lists who is asked.
package struct LessonRemarks: Sendable {
    /// Whose eyes look at the lessons.
    package enum Eyes: Sendable {
        case pupil(Viewer.Record)
        case teacher(Viewer.Record)
        /// One child or several of a guardian's, those whose school is hidden left out.
        case children([Viewer.Child])
        /// A group's or a room's lessons as a role sees them.
        case staff(Viewer.Record, Role)
    }

    /// A short word about a lesson, with its icon where it means something.
    package struct Tag: Sendable {
        package let text: String
        package let meaning: Meaning
        package let icon: Icon?

        package init(_ text: String, _ meaning: Meaning = .plain, icon: Icon? = nil) {
            (self.text, self.meaning, self.icon) = (text, meaning, icon)
        }
    }

    /// What is said of one lesson, in the language of the visit.
    package struct Said: Sendable {
        package let tags: [Tag]
        package let note: String?
        /// What can be done about it on the spot, a button or a link that looks like one.
        package let act: HTML

        package init(tags: [Tag] = [], note: String? = nil, act: HTML = .nothing) {
            (self.tags, self.note, self.act) = (tags, note, act)
        }
    }

    package struct Remark: Sendable {
        /// The smaller, the earlier it is said.
        package let rank: Int
        package let isExam: Bool
        package let said: @Sendable (Visit) -> Said

        package init(rank: Int, isExam: Bool = false, said: @escaping @Sendable (Visit) -> Said) {
            (self.rank, self.isExam, self.said) = (rank, isExam, said)
        }
    }

    package typealias Ask =
        @Sendable (PageRead<Viewer>, Eyes, [HeldLesson]) throws -> [HeldLesson.Key: [Remark]]

    /// How many minutes before a lesson something else may be said of it, or asked about it on a desktop, than before.
    package static let minutesBefore = 5

    let ask: Ask

    package init(ask: @escaping Ask) { self.ask = ask }
}

extension HeldLesson {
    /// What names a lesson of a day for ever: the lesson, and the day on which the pattern has it.
    package struct Key: Hashable, Sendable {
        package let lesson: ID<Lesson>
        package let held: CivilDate

        package init(_ lesson: ID<Lesson>, held: CivilDate) { (self.lesson, self.held) = (lesson, held) }
    }

    package var key: Key { Key(lesson.id, held: held) }
}

extension Timetable {
    /// Asks every room what it says about the lessons that the page shows.
    func remark(on model: inout TimetableModel, _ eyes: LessonRemarks.Eyes, _ read: PageRead<Viewer>) throws {
        guard !remarks.isEmpty else { return }
        let lessons = model.days(read.visit.today).flatMap(model.lessons)
        guard !lessons.isEmpty else { return }
        for asked in remarks {
            model.remarks.merge(try asked.ask(read, eyes, lessons)) { $0 + $1 }
        }
    }
}

extension TimetableModel {
    /// What is said about a lesson, in order. On a day from which it was moved away nothing is: it goes along.
    func remarks(on held: HeldLesson) -> [LessonRemarks.Remark] {
        if case .movedTo = held.state { return [] }
        return (remarks[held.key] ?? []).sorted { $0.rank < $1.rank }
    }
}
