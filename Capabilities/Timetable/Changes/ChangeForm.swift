import Accounts
import Base
import Directory
import Storage
import Web

/// The form of a lesson's day as it was filled in, with what is wrong with it.
struct ChangeForm: Sendable {
    var isCancelled: Bool
    var day: String
    var hour: String
    var room: String
    var substitute: String
    var note: String
    var errors: [String: ChangePageText] = [:]
    /// The teachers among whom one has to be chosen.
    var choices: [FoundTeacher] = []
    /// Somebody else changed the lesson while the form was open.
    var isLate = false

    /// What is different now.
    init(_ occurrence: LessonOccurrence) {
        let edit = occurrence.edit
        isCancelled = edit.isCancelled
        day = edit.moved?.day.description ?? ""
        hour = edit.moved.map { String($0.hour) } ?? ""
        room = edit.room?.description ?? ""
        substitute = occurrence.held.substitute?.name.full ?? ""
        note = edit.note ?? ""
    }

    /// What was sent.
    init(_ form: Form) {
        isCancelled = form["cancelled"] != nil
        (day, hour, room) = (form.text("day"), form.text("hour"), form.text("room"))
        (substitute, note) = (form.text("substitute"), String(form.text("note").prefix(200)))
    }

    /// What the answers mean; nil, with the reasons in `errors`, when one of them means nothing.
    mutating func edit(
        of occurrence: LessonOccurrence, chosen: String, _ visit: Visit, _ reader: any Reader
    ) throws -> DayEdit? {
        var edit = DayEdit()
        edit.isCancelled = isCancelled
        edit.note = note.isEmpty ? nil : note
        edit.moved = moved(occurrence, visit)
        if let moved = edit.moved {
            let special = try reader.all(
                WrittenLesson.special(of: occurrence.place.edition, in: occurrence.provider.id))
            if !SchoolCalendar(special).isSchoolDay(moved.day) { errors["day"] = .changeDayOff }
            if isCancelled { errors["day"] = .changeBoth }
        }
        if !room.isEmpty {
            guard let found = occurrence.rooms.first(where: { $0.id.description == room }) else {
                errors["room"] = .changeNoRoomFound
                return nil
            }
            edit.room = found.id == occurrence.place.room ? nil : found.id
        }
        if !substitute.isEmpty {
            edit.substitute = try teacher(
                occurrence.held.substitute, chosen, at: occurrence.place.school, occurrence.provider.id, visit, reader)
        }
        return errors.isEmpty ? edit : nil
    }

    /// The day and hour to which the lesson goes; nil for its own.
    private mutating func moved(_ occurrence: LessonOccurrence, _ visit: Visit) -> (CivilDate, Int)? {
        guard !day.isEmpty || !hour.isEmpty else { return nil }
        let near = visit.today.adding(years: -1)...visit.today.adding(years: 1)
        let to = day.isEmpty ? occurrence.day : CivilDate(day)
        guard let to, near.contains(to) else {
            errors["day"] = .changeNoDay
            return nil
        }
        let first = hour.isEmpty ? occurrence.place.hours.lowerBound : Int(hour) ?? -1
        let last = first + occurrence.place.hours.count - 1
        guard occurrence.hours[first] != nil, occurrence.hours[last] != nil else {
            errors["hour"] = .changeNoHours
            return nil
        }
        return to == occurrence.day && first == occurrence.place.hours.lowerBound ? nil : (to, first)
    }

    /// The teacher whom the typed name means: the one who was there, the one chosen, or the only one of that name.
    mutating func teacher(
        _ present: LessonTeacher?, _ chosen: String, at school: ID<Organisation>, _ provider: ID<Provider>,
        _ visit: Visit, _ reader: any Reader
    ) throws -> ID<Person>? {
        if let present, present.name.full == substitute { return present.id }
        let found = try FoundTeacher.all(
            substitute, at: [school], elsewhere: true, in: provider, on: Day(visit.today), reader)
        if let one = found.first(where: { $0.person.id.description == chosen }) { return one.person.id }
        if found.count == 1 { return found[0].person.id }
        errors["substitute"] = found.isEmpty ? .changeNoTeacher : .changeManyTeachers
        choices = Array(found.prefix(FoundTeacher.most))
        return nil
    }
}
