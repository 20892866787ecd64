import Accounts
import Base
import Directory
import Storage
import Web

/// A school in somebody's keeping, as the pages of imports know it.
struct KeptSchool: Sendable {
    let role: Role
    let provider: Provider
    let school: School

    var slug: String { provider.slug }
    var acting: Link { ActingPath.desktop(role)(slug) }
    var page: Link { ImportPath.school(role)(slug, school.id) }

    /// The school in the path, if the viewer governs it as `role`.
    static func found(
        _ viewer: Viewer, _ visit: Visit, as role: Role, in reader: any Reader
    ) throws -> KeptSchool {
        guard let record = viewer.record(at: try visit.text("provider"), as: role) else { throw Fault.missing }
        let school = try reader.one(
            Organisation.governed(
                visit.id("school"), by: viewer.persons(at: record.provider.id), as: role, in: record.provider.id,
                on: Day(visit.today)))
        return KeptSchool(role: role, provider: record.provider, school: school)
    }
}

/// The schools of a role.
struct ImportSchoolsModel: Sendable {
    let role: Role
    let provider: Provider
    let schools: [School]
}

/// A school's editions and drafts, with the form that begins an import.
struct SchoolEditionsModel: Sendable {
    let kept: KeptSchool
    let editions: [ListedEdition]
    let drafts: [TimetableDraft]
    let names: [ID<Account>: PersonName]
    var error: String?
}

/// A draft with what it would change.
struct DraftModel: Sendable {
    let kept: KeptSchool
    let draft: TimetableDraft
    let sender: Person?
    let readiness: Readiness
    /// nil when the edition is not there to compare.
    let comparison: EditionComparison?
    /// What was confirmed was no longer what would come into force.
    var isChanged = false
    /// Many lessons would go, and nobody has said that this is meant.
    var isUnticked = false

    var isStale: Bool { if case .stale = readiness { true } else { false } }
}

/// The edition to go back to and what would be different.
struct UndoModel: Sendable {
    let kept: KeptSchool
    let present: ListedEdition?
    let earlier: ListedEdition?
    let comparison: EditionComparison?
    var isStale = false
}

/// The lessons of one group, or of none, that a comparison changes.
struct ComparedLessonsModel: Sendable {
    let kept: KeptSchool
    let over: (title: ImportPageText, link: Link)
    /// nil for lessons whose group nobody knows.
    let group: LessonGroup?
    let lessons: [EditionComparison.Difference<Lesson>]
}

extension EditionComparison {
    /// The lessons by group, each group by its title, those without a group last.
    var byGroup: [(group: LessonGroup?, lessons: [Difference<Lesson>])] {
        let groups = Set(lessons.flatMap { ($0.before?.groups ?? []) + ($0.after?.groups ?? []) })
        let named = groups.sorted { (SortKey.of($0.title), $0.id) < (SortKey.of($1.title), $1.id) }
            .map { group in (group as LessonGroup?, lessons.filter { $0.concerns(group) }) }
        let nameless = lessons.filter { $0.before?.groups.isEmpty != false && $0.after?.groups.isEmpty != false }
        return named + (nameless.isEmpty ? [] : [(nil, nameless)])
    }

    /// Everyone whom the page of a comparison names: those who stand in for others.
    var substitutes: [LessonTeacher] {
        changes.flatMap { [$0.before, $0.after].compactMap { $0 } }.compactMap { change in
            if case .substitute(let teacher) = change.change.what { teacher } else { nil }
        }
    }
}

extension EditionComparison.Difference<Lesson> {
    func concerns(_ group: LessonGroup) -> Bool {
        before?.groups.contains(group) == true || after?.groups.contains(group) == true
    }

    var teachers: [LessonTeacher] { (before?.teachers ?? []) + (after?.teachers ?? []) }
}

extension PageRead<Viewer> {
    /// The names behind accounts; each is a look at that person.
    func names(
        of accounts: [ID<Account>], at provider: Provider, as role: Role
    ) throws -> [ID<Account>: PersonName] {
        guard !accounts.isEmpty else { return [:] }
        var names: [ID<Account>: PersonName] = [:]
        for (account, person) in try all(NamedAccount.among(accounts, in: provider.id)) {
            names[account] = person.name
            look(at: person.id, in: provider.id, for: "timetable", as: role)
        }
        return names
    }
}
