import Accounts
import Base
import Directory
import Storage
import Web

/// Which day or week was asked for.
struct AskedDay: Sendable {
    /// The day in the address; nil shows today and the next school day.
    let day: CivilDate?
    let isWeek: Bool

    init(_ visit: Visit) {
        // A day far away would only make long tables of nothing.
        let near = visit.today.adding(years: -2)...visit.today.adding(years: 2)
        day = visit.query["day"].flatMap { CivilDate($0) }.flatMap { near.contains($0) ? $0 : nil }
        isWeek = visit.query["view"] == "week"
    }

    /// Today and the next school day.
    init() { (day, isWeek) = (nil, false) }

    /// The Monday of the week around the day.
    func monday(_ today: CivilDate) -> CivilDate {
        let day = day ?? today
        return day.adding(days: 1 - day.weekday)
    }
}

/// A timetable and how it is shown.
struct TimetableModel: Sendable {
    /// Whose eyes look; protected teachers are shown accordingly.
    let role: Role
    let link: Link
    let title: String?
    /// The page above, by its title.
    var above: (title: String, link: Link)?
    let plan: LessonPlan
    let asked: AskedDay
    let acting: Link
    let place: String
    /// Whether lessons say which groups have them, and who teaches.
    var showsGroups = false
    var showsTeachers = true
    /// The children among whom a family's lessons are told apart.
    var names: [ID<Person>: PersonName] = [:]
    /// The room that is looked at: lessons that left it are not on.
    var room: String?
    /// Where the personal calendar address is made.
    var calendar: Link?
    /// Where the lessons of a day are changed, for those who may.
    var changes: Link?
    /// The only day that may be seen, for a substitute.
    var only: CivilDate?
    /// What other rooms say about the lessons on the page.
    var remarks: [HeldLesson.Key: [LessonRemarks.Remark]] = [:]

    /// The days on the page.
    func days(_ today: CivilDate) -> [CivilDate] {
        if asked.isWeek { return (0..<7).map { asked.monday(today).adding(days: $0) } }
        if let day = asked.day { return [day] }
        return [today] + [plan.nextDay(after: today)].compactMap { $0 }
    }

    /// The lessons of a day.
    func lessons(on day: CivilDate) -> [HeldLesson] {
        if let only, day != only { return [] }
        return plan.lessons(on: day)
    }

    /// Whether the teacher whose own timetable it is stands in for somebody else.
    func isStoodIn(_ held: HeldLesson) -> Bool {
        role == .teacher && held.substitute.map { held.persons.contains($0.id) } ?? false
    }

    /// The name of a teacher for these eyes; nil for one who is not named to homes (decision 0033).
    func shown(_ teacher: LessonTeacher, isShort: Bool = false) -> String? {
        if teacher.isProtected {
            switch role {
            case .guardian: return nil
            case .pupil, .assistant: return teacher.name.called
            case .teacher, .principal, .office, .administrator: break
            }
        }
        return isShort && !teacher.name.family.isEmpty ? teacher.name.family : teacher.name.full
    }
}

extension PageRead<Viewer> {
    /// Notes every teacher whom the shown days name.
    func look(atTeachersOf model: TimetableModel, in provider: ID<Provider>) {
        for person in model.namedTeachers(visit.today) {
            look(at: person, in: provider, for: "timetable", as: model.role)
        }
    }
}

extension TimetableModel {
    /// The teachers and substitutes whom the shown days name.
    func namedTeachers(_ today: CivilDate) -> Set<ID<Person>> {
        let lessons = days(today).flatMap { self.lessons(on: $0) }
        let teachers = lessons.flatMap {
            (showsTeachers || isStoodIn($0) ? $0.lesson.teachers : []) + [$0.substitute].compactMap { $0 }
        }
        return Set(teachers.filter { shown($0) != nil }.map(\.id))
    }
}
