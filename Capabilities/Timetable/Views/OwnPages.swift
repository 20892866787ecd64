import Accounts
import Base
import Directory
import Storage
import Web

extension Timetable {
    /// How far back a page looks: a week earlier than the one it shows, so that it can lead there.
    static func first(_ asked: AskedDay, _ today: CivilDate) -> CivilDate {
        min(asked.monday(today), today).adding(days: -7)
    }

    /// The last day of interest: a summer after what is shown.
    static func last(_ asked: AskedDay, _ today: CivilDate) -> CivilDate {
        max(asked.monday(today), today).adding(days: SchoolCalendar.horizon)
    }

    /// The plan behind `reach` around the days that were asked for.
    func plan(_ reach: LessonReach, _ read: PageRead<Viewer>) throws -> LessonPlan {
        let (asked, today) = (AskedDay(read.visit), read.visit.today)
        return try plans.plan(reach, from: Timetable.first(asked, today), to: Timetable.last(asked, today), read)
    }

    /// A pupil's lessons through the own groups, a teacher's own and those of others that one stands in for.
    func mountOwn(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.timetable(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let provider = record.provider.id
                let persons = read.viewer.persons(at: provider)
                let slug = record.provider.slug
                let reach = role == .pupil ? LessonReach.pupils(persons, [provider]) : .teachers(persons, provider)
                var model = TimetableModel(
                    role: role, link: ActingPath.timetable(role)(slug), title: nil,
                    plan: try plan(reach, read), asked: AskedDay(read.visit),
                    acting: ActingPath.desktop(role)(slug), place: Place.timetable, showsGroups: role == .teacher,
                    showsTeachers: role == .pupil)
                model.calendar = TimetablePath.calendar(role)(slug)
                read.look(atTeachersOf: model, in: provider)
                try remark(on: &model, role == .pupil ? .pupil(record) : .teacher(record), read)
                return model
            }, page: page)
    }

    /// A child's lessons, unless school and timetable are hidden from this guardian.
    func mountChild(on site: Site<Viewer>) {
        site.get(
            ActingPath.childTimetable, may: .guardianOfChild,
            load: { read in
                let child = try read.child()
                let provider = child.provider.id
                read.look(at: child.person, in: provider, for: "timetable", as: .guardian)
                let link = ActingPath.childTimetable(child.provider.slug, child.person)
                let acting = ActingPath.child(child.provider.slug, child.person)
                guard child.showsSchool else { return HiddenOr.hidden(child.name, acting) }
                var model = TimetableModel(
                    role: .guardian, link: link, title: child.name.called,
                    plan: try plan(.pupils([child.person], [provider]), read), asked: AskedDay(read.visit),
                    acting: acting, place: Place.timetable)
                model.calendar = TimetablePath.calendar(.guardian)(child.provider.slug, child.person)
                read.look(atTeachersOf: model, in: provider)
                try remark(on: &model, .children([child]), read)
                return .shown(model)
            }, page: page)
    }

    /// All children of a guardian, at all providers, in one time line.
    func mountFamily(on site: Site<Viewer>) {
        site.get(
            ActingPath.familyTimetable, may: .guardian,
            load: { read in
                let children = read.viewer.children.filter(\.showsSchool)
                let providers = Set(children.map(\.provider.id)).sorted()
                let plan = try plan(.pupils(children.map(\.person), providers), read)
                var model = TimetableModel(
                    role: .guardian, link: ActingPath.familyTimetable(), title: nil, plan: plan,
                    asked: AskedDay(read.visit), acting: ActingPath.family(), place: Place.timetable,
                    names: names(children))
                for child in children {
                    read.look(at: child.person, in: child.provider.id, for: "timetable", as: .guardian)
                }
                read.look(atTeachersOf: model, of: children)
                try remark(on: &model, .children(children), read)
                return model
            }, page: page)
    }

    /// What a guardian sees of a child's timetable.
    enum HiddenOr: Sendable {
        case hidden(PersonName, Link)
        case shown(TimetableModel)
    }

    private func page(_ model: HiddenOr, _ visit: Visit) -> Page {
        switch model {
        case .shown(let model): return page(model, visit)
        case .hidden(let name, let acting):
            let words = words(visit)
            let content: HTML = """
                \(Part.heading(name.called, lead: words(.title)))
                \(Part.empty(words(.hidden), words(.hiddenText), icon: .lock))
                """
            return Page(title: words(.title), content: content, place: Place.timetable, acting: acting)
        }
    }
}

extension PageRead<Viewer> {
    /// The teachers of a family's lessons, each at the provider of the child who has them.
    func look(atTeachersOf model: TimetableModel, of children: [Viewer.Child]) {
        for lesson in model.days(visit.today).flatMap({ model.lessons(on: $0) }) {
            guard let child = children.first(where: { lesson.persons.contains($0.person) }) else { continue }
            for teacher in lesson.lesson.teachers + [lesson.substitute].compactMap({ $0 })
            where model.shown(teacher) != nil {
                look(at: teacher.id, in: child.provider.id, for: "timetable", as: .guardian)
            }
        }
    }
}
