import Accounts
import Base
import Directory
import Storage
import Web

/// A group's or a teacher's day, each lesson with the way to change it.
struct ChangeDayModel: Sendable {
    var day: TimetableModel
    let context: ChangeContext
    let provider: Provider
    /// The editions whose lessons may be changed; a teacher may have others at another school.
    let editions: Set<ID<TimetableEdition>>
    var doubles: [HeldLesson.Key: [DoubleBooking]] = [:]
}

extension Timetable {
    /// The day of a group and of a teacher.
    func mountChangeDays(on site: Site<Viewer>, as role: Role) {
        site.get(
            ChangePath.group(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let (provider, persons) = (record.provider.id, read.viewer.persons(at: record.provider.id))
                let id = try read.visit.id("group", of: SchoolGroup.self)
                let group = try read.one(
                    SchoolGroup.governed(id, by: persons, as: role, in: provider, on: Day(read.visit.today)))
                let model = changeDay(
                    record, role, title: group.title, ChangePath.group(role)(record.provider.slug, id),
                    plan: try plan(.group(id, provider), read), read.visit)
                return try finished(model, ChangeContext(group: id), record, read)
            }, page: changeDayPage)
        site.get(
            ChangePath.teacher(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let (provider, persons) = (record.provider.id, read.viewer.persons(at: record.provider.id))
                let id = try read.visit.id("person", of: Person.self)
                let person = try read.one(
                    Person.governed(id, by: persons, as: role, in: provider, on: Day(read.visit.today)))
                read.look(at: id, in: provider, for: "timetable", as: role)
                let model = changeDay(
                    record, role, title: person.name.full, ChangePath.teacher(role)(record.provider.slug, id),
                    plan: try plan(.teachers([id], provider), read), read.visit)
                return try finished(model, ChangeContext(teacher: id), record, read)
            }, page: changeDayPage)
    }

    private func changeDay(
        _ record: Viewer.Record, _ role: Role, title: String, _ link: Link, plan: LessonPlan, _ visit: Visit
    ) -> TimetableModel {
        let slug = record.provider.slug
        var model = TimetableModel(
            role: role, link: link, title: title, plan: plan, asked: AskedDay(visit),
            acting: ActingPath.desktop(role)(slug), place: Place.desktop, showsGroups: true)
        model.only = model.asked.day ?? visit.today
        return model
    }

    /// Adds what collides on the day, and notes whom it names.
    private func finished(
        _ model: TimetableModel, _ context: ChangeContext, _ record: Viewer.Record, _ read: PageRead<Viewer>
    ) throws -> ChangeDayModel {
        let provider = record.provider.id
        let persons = read.viewer.persons(at: provider)
        let editions = try read.all(
            LessonPlace.editions(by: persons, as: model.role, in: provider, on: Day(read.visit.today)))
        var shown = ChangeDayModel(
            day: model, context: context, provider: record.provider, editions: Set(editions))
        let day = model.only ?? read.visit.today
        let changed = model.lessons(on: day).filter {
            $0.isOn && $0.isChanged && shown.editions.contains($0.lesson.edition)
        }
        if !changed.isEmpty {
            let concerned = Array(Set(changed.map(\.lesson.edition)))
            let here = try LessonPlan.whole(concerned, in: provider, on: day, read).lessons(on: day)
            let teachers = Array(Set(changed.flatMap(\.present).map(\.id)))
            let elsewhere = try LessonPlan.load(.teachers(teachers, provider), from: day, to: day, in: read)
                .lessons(on: day).filter { !concerned.contains($0.lesson.edition) }
            for held in changed { shown.doubles[held.key] = DoubleBooking.found(for: held, among: here + elsewhere) }
        }
        for person in shown.named(on: day) { read.look(at: person, in: provider, for: "timetable", as: model.role) }
        return shown
    }

    @Sendable private func changeDayPage(_ model: ChangeDayModel, _ visit: Visit) -> Page {
        let (words, own) = (changeWords(in: visit.language), words(visit))
        let (role, slug) = (model.day.role, model.provider.slug)
        let day = model.day.only ?? visit.today
        let lessons = model.day.lessons(on: day)
        let (name, note) = dayTitle(day, own)
        let lines = lessons.map { held -> DayLine in
            var line = line(held, model.day, visit, own, now: nil)
            if held.lesson.isHandMade { line.tags.append(Part.tag(words(.changeByHand))) }
            let doubles = (model.doubles[held.key] ?? []).map { said($0, words, own) }
            if !doubles.isEmpty {
                line.tags.append(Part.tag(words(.doubleTitle), .warning))
                line.note = ([line.note].compactMap { $0 } + doubles).joined(separator: " · ")
            }
            if model.editions.contains(held.lesson.edition) {
                let link = model.context.link(ChangePath.lesson(role)(slug, held.lesson.id, held.held))
                line.act = Part.linkButton(
                    words(.changeLesson), to: link, icon: .pencil,
                    about: "\(held.lesson.subject) \(own.days.clock(held.time.begins))")
            }
            return line
        }
        let list =
            lines.isEmpty
            ? Part.card(name, note: note, Part.quiet(model.day.plan.holiday(on: day) ?? own(.noLessons)))
            : Part.timeLine(name, note: note, lines, own.parts)
        let extra = model.context.group.map { group in
            Part.acts([
                Part.linkButton(
                    words(.changeAddExtra), to: ChangePath.extra(role)(slug, group).with(["day": day.description]),
                    icon: .plus)
            ])
        }
        let back = ChangePath.list(role)(slug).with(["day": day.description])
        let content: HTML = """
            \(Part.heading(model.day.title ?? "", over: words(.changes), back: back, lead: words(.changeDayLead)))
            \(weekDays(model.day, around: day, visit, own))\(list)\(extra ?? .nothing)
            """
        return Page(
            title: model.day.title ?? words(.changes), content: content, place: Place.desktop, acting: model.day.acting,
            done: visit.done == "lesson-removed" ? words(.changeRemovedExtra) : nil)
    }

    /// The days of a week to choose from, with the weeks before and after.
    func weekDays(_ model: TimetableModel, around day: CivilDate, _ visit: Visit, _ words: TimetableWords) -> HTML {
        weekDays(to: model.link, around: day, words) { $0.weekday <= 5 || !model.plan.lessons(on: $0).isEmpty }
    }

    func weekDays(
        to link: Link, around day: CivilDate, _ words: TimetableWords, _ isShown: (CivilDate) -> Bool
    ) -> HTML {
        let monday = day.adding(days: 1 - day.weekday)
        let days = (0..<7).map { monday.adding(days: $0) }.filter { $0 == day || isShown($0) }
        func week(_ text: TimetableText, _ days: Int) -> (text: String, link: Link) {
            (words(text), link.with(["day": day.adding(days: days).description]))
        }
        return """
            \(Part.days(words(.weekDays), days.map { shown in
                DayLink(
                    words.days.weekday(shown), String(shown.day), name: words.days.long(shown),
                    to: link.with(["day": shown.description]), isCurrent: shown == day)
            }))\(Part.ways(
                words(.weeksBelow), first: nil, before: week(.weekBefore, -7), after: week(.weekAfter, 7),
                last: day == words.days.today ? nil : (words(.today), link)))
            """
    }
}

extension ChangeDayModel {
    /// Everyone whom the page names.
    fileprivate func named(on day: CivilDate) -> Set<ID<Person>> {
        let lessons = self.day.lessons(on: day)
        let teachers =
            lessons.flatMap { $0.lesson.teachers + [$0.substitute].compactMap { $0 } }
            + doubles.values.flatMap { $0.flatMap(\.other.present) }
        return Set(teachers.map(\.id))
    }
}
