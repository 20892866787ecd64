package import Accounts
package import Audit
package import Base
import Directory
package import Storage
package import Web

/// Lessons of the week and what is different about them: bell schedules, rooms, lessons, dated changes, school days.
package struct Timetable: Sendable {
    let chrome: Chrome
    let texts: TextTable<TimetableText>
    let importWords: TextTable<ImportPageText>
    let changeWords: TextTable<ChangePageText>
    let problemWords: TextTable<TimetableProblemText>
    /// `https://host[:port]`, before the paths of calendar addresses.
    let origin: String
    /// Takes the looks of calendar programs, which have no page that would.
    let note: @Sendable ([PersonLook], Instant) -> Void
    let remarks: [LessonRemarks]
    let plans: PlanMemory

    /// - Parameters:
    ///   - remarks: what other rooms say about lessons.
    ///   - plans: the plans that are remembered, shared with the rooms that stand on lessons.
    package init(
        chrome: Chrome, origin: String, remarks: [LessonRemarks], plans: PlanMemory,
        note: @escaping @Sendable ([PersonLook], Instant) -> Void
    ) throws {
        (self.chrome, self.origin, self.remarks, self.plans, self.note) = (chrome, origin, remarks, plans, note)
        texts = try TextTable(in: .module)
        (importWords, changeWords) = (try TextTable(in: .module), try TextTable(in: .module))
        problemWords = try Timetable.problemTexts()
    }

    package static func migrations() throws -> [Migration] { try Migration.all(of: "Timetable", in: .module) }

    /// Who has a timetable of their own.
    static let owners: [Role] = [.pupil, .teacher]
    /// Who opens the timetables of groups, and of rooms.
    static let groupReaders: [Role] = [.pupil, .teacher, .assistant, .principal, .office, .administrator]
    static let roomReaders: [Role] = [.teacher, .principal, .office, .administrator]

    /// Adds the routes.
    package func mount(on site: Site<Viewer>) {
        for role in Timetable.owners { mountOwn(on: site, as: role) }
        mountChild(on: site)
        mountFamily(on: site)
        for role in Timetable.groupReaders { mountGroup(on: site, as: role) }
        for role in Timetable.roomReaders { mountRoom(on: site, as: role) }
        for role in Timetable.mappers { mountCodes(on: site, as: role) }
        for role in Timetable.importers {
            mountImports(on: site, as: role)
            mountDrafts(on: site, as: role)
            mountUndoing(on: site, as: role)
        }
        for role in Timetable.changers {
            mountChangeList(on: site, as: role)
            mountChangeDays(on: site, as: role)
            mountLessonChanges(on: site, as: role)
            mountExtraLesson(on: site, as: role)
        }
        for role in Timetable.owners + [.guardian] { mountCalendar(on: site, as: role) }
        mountFeed(on: site)
    }

    /// What the pages of a visit are written with.
    func words(_ visit: Visit) -> TimetableWords { words(visit.language, today: visit.today) }

    /// The words of a language, with days as they are called from `today`.
    func words(_ language: Language, today: CivilDate) -> TimetableWords {
        TimetableWords(
            own: texts(in: language), parts: chrome.parts(in: language),
            days: DayWords(chrome.parts(in: language), today: today))
    }
}

/// Where the timetables of rooms are; the others are `ActingPath`'s, since the frame leads to them.
enum TimetablePath {
    static func room(_ role: Role) -> PathPattern {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/rooms/{room}/timetable")
    }
}

/// The words of this room, of parts and of days.
struct TimetableWords {
    let own: Words<TimetableText>
    let parts: Words<WebText>
    let days: DayWords

    func callAsFunction(_ key: TimetableText, _ values: KeyValuePairs<String, String> = [:]) -> String {
        own(key, values)
    }
}
