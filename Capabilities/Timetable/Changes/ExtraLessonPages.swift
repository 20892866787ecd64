import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// The form of an extra lesson for a group.
struct ExtraLessonModel: Sendable {
    let role: Role
    let provider: Provider
    let group: SchoolGroup
    let edition: ID<TimetableEdition>
    let schedules: [WrittenSchedule]
    let rooms: [WrittenRoom]
    var subject = ""
    var length = "1"
    /// Day, hour, room, teacher and note, as in the form of a lesson.
    var form: ChangeForm
}

extension Timetable {
    /// A lesson that the weekly pattern does not have.
    func mountExtraLesson(on site: Site<Viewer>, as role: Role) {
        site.get(
            ChangePath.extra(role), may: .acting(as: role),
            load: { read in
                var model = try extra(read.viewer, read.visit, role, Form(), read)
                model.form.day = read.visit.query.text("day")
                return model
            }, page: extraPage)
        site.post(ChangePath.extra(role), may: .acting(as: role)) { write in try add(write, as: role) }
    }

    private func extra(
        _ viewer: Viewer, _ visit: Visit, _ role: Role, _ sent: Form, _ reader: any Reader
    ) throws -> ExtraLessonModel {
        guard let record = viewer.record(at: try visit.text("provider"), as: role) else { throw Fault.missing }
        let provider = record.provider.id
        let group = try reader.one(
            SchoolGroup.governed(
                visit.id("group"), by: viewer.persons(at: provider), as: role, in: provider, on: Day(visit.today)))
        // Without a timetable there are no hours to choose from.
        guard let edition = try reader.one(ImportSchool.one(group.schoolID, in: provider)).present else {
            throw Fault.missing
        }
        return ExtraLessonModel(
            role: role, provider: record.provider, group: group, edition: edition,
            schedules: try WrittenSchedule.whole(of: edition, in: provider, reader),
            rooms: try reader.all(WrittenRoom.all(of: group.schoolID, in: provider))
                .sorted { SortKey.of($0.code) < SortKey.of($1.code) },
            subject: String(sent.text("subject").prefix(80)), length: sent["length"] ?? "1", form: ChangeForm(sent))
    }

    private func add(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        let before = try extra(write.viewer, visit, role, visit.form, writer)
        func hand(_ model: ExtraLessonModel) -> HandWriter {
            HandWriter(
                provider: model.provider.id, school: model.group.schoolID, edition: model.edition,
                account: write.viewer.account, now: visit.now, writer: writer)
        }
        try hand(before).lock()
        var model = try extra(write.viewer, visit, role, visit.form, writer)
        guard let lesson = try model.lesson(visit, writer) else {
            for found in model.form.choices {
                let look = write.viewer.look(at: found.person.id, in: model.provider.id, for: "timetable", as: role)
                if let look { try AccessLog.write(look, at: visit.now, in: writer) }
            }
            var page = extraPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        let id = ID<Lesson>.new(at: visit.now)
        let hand = hand(model)
        try hand.add(lesson, id, for: model.group.id)
        try hand.finish()
        try Change(
            "lesson-added", of: "lesson", id.uuid, in: model.provider.id.uuid, by: write.viewer.account.uuid,
            after: ["day": lesson.day.description, "subject": lesson.subject],
            concerning: [lesson.teacher?.uuid].compactMap { $0 }
        ).write(at: visit.now, in: writer)
        let page = ChangePath.lesson(role)(model.provider.slug, id, lesson.day)
        return .done("lesson-added", at: ChangeContext(group: model.group.id).link(page))
    }

    @Sendable private func extraPage(_ model: ExtraLessonModel, _ visit: Visit) -> Page {
        let (words, own) = (changeWords(in: visit.language), words(visit))
        let (role, slug, form) = (model.role, model.provider.slug, model.form)
        func error(_ name: String) -> String? { form.errors[name].map { words($0) } }
        let errors = form.errors.sorted { $0.key < $1.key }.map { FieldError(words($0.value), in: $0.key) }
        let subject = Field(words(.extraSubject), name: "subject", value: model.subject, error: error("subject"))
        let day = Field(
            words(.extraDay), name: "day", kind: .date, value: form.day, error: error("day"), width: .short)
        let hour = Field(words(.extraHour), name: "hour", value: form.hour, error: error("hour"))
        let length = Field(words(.extraLength), name: "length", value: model.length)
        let room = Field(words(.extraRoom), name: "room", value: form.room, error: error("room"), isRequired: false)
        let note = Field(
            words(.changeNote), name: "note", value: form.note, hint: words(.changeNoteHint), isRequired: false)
        let fields: HTML = """
            \(Part.field(subject, own.parts))\(Part.field(day, own.parts))\
            \(Part.select(hour, hours(model, words, own), own.parts))\
            \(Part.select(length, (1...4).map { Choice(words(.extraLessons, count: $0), value: String($0)) }, own.parts))\
            \(teacherField(form, words(.extraTeacher), words, own))\
            \(Part.select(room, [Choice(words(.changeNoRoom), value: "")] + model.rooms.map {
                Choice($0.code, value: $0.id.description)
            }, own.parts))\
            \(Part.field(note, own.parts))\
            \(Part.acts([Part.button(words(.extraSave), look: .primary, icon: .check)]))
            """
        let back = ChangeContext(group: model.group.id).back(role, slug, on: CivilDate(form.day) ?? visit.today)
        let content: HTML = """
            \(Part.heading(words(.extraTitle), over: model.group.title, back: back, lead: words(.extraLead)))
            \(Part.errorSummary(errors, own.parts))
            \(Part.card(nil, Part.form(to: ChangePath.extra(role)(slug, model.group.id), fields)))
            """
        return Page(
            title: words(.extraTitle), content: content, place: Place.desktop, acting: ActingPath.desktop(role)(slug))
    }

    /// Every hour of every bell schedule; the schedule is named where there are several.
    private func hours(
        _ model: ExtraLessonModel, _ words: Words<ChangePageText>, _ own: TimetableWords
    ) -> [Choice] {
        model.schedules.flatMap { schedule in
            schedule.schedule.hours.sorted { $0.key < $1.key }.map { number, time in
                let hour = words(
                    .changeHour,
                    ["hour": String(number), "time": own.days.clock(time.lowerBound, to: time.upperBound)])
                return Choice(
                    model.schedules.count > 1 ? "\(schedule.title): \(hour)" : hour,
                    value: "\(schedule.id)/\(number)")
            }
        }
    }
}

extension ExtraLessonModel {
    /// The lesson that was asked for; nil, with the reasons in the form, when an answer means nothing.
    fileprivate mutating func lesson(_ visit: Visit, _ reader: any Reader) throws -> ExtraLesson? {
        if subject.isEmpty { form.errors["subject"] = .extraNoSubject }
        let near = visit.today.adding(years: -1)...visit.today.adding(years: 1)
        let day = CivilDate(form.day).flatMap { near.contains($0) ? $0 : nil }
        if day == nil { form.errors["day"] = .changeNoDay }
        let parts = form.hour.split(separator: "/").map(String.init)
        let schedule = schedules.first { $0.id.description == parts.first }
        let hours = parts.last.flatMap(Int.init).map { $0...($0 + min(max(Int(length) ?? 1, 1), 4) - 1) }
        let isThere = schedule.map { schedule in hours?.allSatisfy { schedule.schedule.hours[$0] != nil } ?? false }
        if isThere != true { form.errors["hour"] = form.hour.isEmpty ? .extraNoHour : .changeNoHours }
        let room = rooms.first { $0.id.description == form.room }
        if room == nil, !form.room.isEmpty { form.errors["room"] = .changeNoRoomFound }
        let teacher =
            form.substitute.isEmpty
            ? nil
            : try form.teacher(
                nil, visit.form.text("teacher-id"), at: group.schoolID, provider.id, visit, reader)
        guard form.errors.isEmpty, let day, let schedule, let hours else { return nil }
        return ExtraLesson(
            subject: subject, day: day, schedule: schedule.id, hours: hours, room: room?.id, teacher: teacher,
            note: form.note.isEmpty ? nil : form.note)
    }
}
