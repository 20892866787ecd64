import Accounts
import Base
import Directory
import Storage
import Web

extension Timetable {
    /// A group's lessons, for its members, for those who govern its school, and on the day for a substitute.
    func mountGroup(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.groupTimetable(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let (slug, provider) = (record.provider.slug, record.provider.id)
                let (group, only) = try reached(read, record, as: role)
                let above = only == nil ? (group.title, ActingPath.group(role)(slug, group.id)) : nil
                var model = TimetableModel(
                    role: role, link: ActingPath.groupTimetable(role)(slug, group.id), title: group.title, above: above,
                    plan: try plan(.group(group.id, provider), read), asked: AskedDay(read.visit),
                    acting: ActingPath.desktop(role)(slug), place: Place.groups)
                model.only = only
                if Timetable.changers.contains(role) { model.changes = ChangePath.group(role)(slug, group.id) }
                read.look(atTeachersOf: model, in: provider)
                try remark(on: &model, eyes(record, role), read)
                return model
            }, page: page)
    }

    /// A pupil and a teacher look at a group with their own eyes.
    private func eyes(_ record: Viewer.Record, _ role: Role) -> LessonRemarks.Eyes {
        switch role {
        case .pupil: .pupil(record)
        case .teacher: .teacher(record)
        default: .staff(record, role)
        }
    }

    /// The group through membership or governing, or as a substitute for the one day that was asked for.
    private func reached(
        _ read: PageRead<Viewer>, _ record: Viewer.Record, as role: Role
    ) throws -> (SchoolGroup, only: CivilDate?) {
        let group = try read.visit.id("group", of: SchoolGroup.self)
        let (persons, provider) = (read.viewer.persons(at: record.provider.id), record.provider.id)
        let day = Day(read.visit.today)
        let governs = [Role.principal, .office, .administrator].contains(role)
        let query =
            governs
            ? SchoolGroup.governed(group, by: persons, as: role, in: provider, on: day)
            : SchoolGroup.reached(group, by: persons, as: role, in: provider, on: day)
        if let found = try read.first(query) { return (found, nil) }
        guard role == .teacher else { throw Fault.missing }
        let asked = AskedDay(read.visit).day ?? read.visit.today
        return (try read.one(SchoolGroup.substituted(group, by: persons, in: provider, on: asked)), asked)
    }

    /// A room's lessons, for teachers of its school and those who govern it.
    func mountRoom(on site: Site<Viewer>, as role: Role) {
        site.get(
            TimetablePath.room(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let (slug, provider) = (record.provider.slug, record.provider.id)
                let persons = read.viewer.persons(at: provider)
                let room = try read.one(
                    ShownRoom.reached(
                        read.visit.id("room"), by: persons, as: role, in: provider, on: Day(read.visit.today)))
                var model = TimetableModel(
                    role: role, link: TimetablePath.room(role)(slug, room.id), title: room.code,
                    plan: try plan(.room(room.id, provider), read), asked: AskedDay(read.visit),
                    acting: ActingPath.desktop(role)(slug), place: Place.timetable, showsGroups: true, room: room.code)
                read.look(atTeachersOf: model, in: provider)
                try remark(on: &model, eyes(record, role), read)
                return model
            }, page: page)
    }
}
