import Accounts
import Base
import Directory
import Storage
import Web

/// A page that somebody sees, by a key without anybody's id: `teacher`, `teacher-groups`, `teacher-group-ID`, `child-1`.
struct SeenPage: Hashable, Sendable {
    let key: String
    let link: Link

    /// The pages of one whom the person acts as or for; a group or a school is known by its id.
    static func all(
        of acting: Acting, _ viewer: Viewer, groups: [ID<SchoolGroup>] = [], schools: [ID<Organisation>] = []
    ) -> [SeenPage] {
        guard let provider = acting.provider else { return [] }
        if let child = acting.child, let place = viewer.children.firstIndex(of: child) {
            // Another home's secrets are not drawn for anybody.
            guard !child.isProtected else { return [] }
            let key = "child-\(place + 1)"
            return [
                SeenPage(key: key, link: acting.link),
                SeenPage(
                    key: key + "-timetable", link: ActingPath.childTimetable(child.provider.slug, child.person)),
            ]
        }
        let (role, slug) = (acting.role, provider.slug)
        let begin = [SeenPage(key: role.rawValue, link: acting.link)]
        switch role {
        case .pupil, .teacher, .assistant:
            let timetable =
                role == .assistant
                ? [] : [SeenPage(key: "\(role.rawValue)-timetable", link: ActingPath.timetable(role)(slug))]
            let list = [SeenPage(key: "\(role.rawValue)-groups", link: ActingPath.groups(role)(slug))]
            return begin + timetable + list + groups.map { group(of: role, slug, $0) }
        case .principal, .office, .administrator:
            return begin + schools.map { school(of: role, slug, $0) }
        case .guardian: return begin
        }
    }

    /// The page of a key that `all` has made, or nil.
    init?(_ key: String, _ viewer: Viewer) {
        let parts = key.split(separator: "-")
        let actings = viewer.actings.filter { $0.provider != nil }
        if parts.count == 3, let role = Role(rawValue: String(parts[0])),
            let acting = actings.first(where: { $0.role == role && $0.child == nil }), let slug = acting.provider?.slug
        {
            switch parts[1] {
            case "group":
                guard let id = ID<SchoolGroup>(String(parts[2])) else { return nil }
                self = SeenPage.group(of: role, slug, id)
                return
            case "school":
                guard let id = ID<Organisation>(String(parts[2])) else { return nil }
                self = SeenPage.school(of: role, slug, id)
                return
            default: break
            }
        }
        let known = actings.flatMap { SeenPage.all(of: $0, viewer) }
        guard let page = known.first(where: { $0.key == key }) else { return nil }
        self = page
    }

    private init(key: String, link: Link) { (self.key, self.link) = (key, link) }

    /// The child whose page it is; nil for the person's own.
    func child(of viewer: Viewer) -> Viewer.Child? {
        let parts = key.split(separator: "-")
        guard parts.first == "child", parts.count > 1, let number = Int(parts[1]) else { return nil }
        return viewer.children.indices.contains(number - 1) ? viewer.children[number - 1] : nil
    }

    private static func group(of role: Role, _ slug: String, _ group: ID<SchoolGroup>) -> SeenPage {
        SeenPage(key: "\(role.rawValue)-group-\(group)", link: ActingPath.group(role)(slug, group))
    }

    private static func school(of role: Role, _ slug: String, _ school: ID<Organisation>) -> SeenPage {
        SeenPage(key: "\(role.rawValue)-school-\(school)", link: ActingPath.school(role)(slug, school))
    }

    /// The page behind an address that stands in a drawn page, if it is one of those that can be drawn.
    static func behind(_ path: String, _ viewer: Viewer) -> SeenPage? {
        let actings = viewer.actings.filter { $0.provider != nil }
        if let page = actings.flatMap({ all(of: $0, viewer) }).first(where: { $0.link.description == path }) {
            return page
        }
        for acting in actings where acting.child == nil {
            guard let slug = acting.provider?.slug, let last = path.split(separator: "/").last.map(String.init) else {
                continue
            }
            let found =
                [ID<SchoolGroup>(last).map { group(of: acting.role, slug, $0) }]
                + [ID<Organisation>(last).map { school(of: acting.role, slug, $0) }]
            if let page = found.compactMap({ $0 }).first(where: { $0.link.description == path }) { return page }
        }
        return nil
    }
}

/// One page as somebody sees it.
struct DrawnModel: Sendable {
    let role: Role
    let provider: Provider
    let person: Person
    let viewer: Viewer
    /// nil when it cannot be drawn without what is covered.
    let drawing: Drawing?
}

extension Access {
    func mountDrawing(on site: Site<Viewer>, as role: Role) {
        let drawings = site.drawings
        site.get(
            AccessPath.seenPage(role), may: .acting(as: role),
            load: { read in
                let seen = try seen(read, as: role)
                guard let page = SeenPage(try read.visit.text("page"), seen.viewer), drawings.has(page.link) else {
                    throw Fault.missing
                }
                try look(atChildOf: page, seen, read, as: role)
                let words = texts(in: read.viewer.language ?? read.visit.language)
                let veil = Veil(person: words(.somebody), now: read.visit.now)
                let viewer = seen.viewer.veiled { words(.childNumber, ["number": String($0)]) }
                return DrawnModel(
                    role: role, provider: seen.provider, person: seen.person, viewer: seen.viewer,
                    drawing: try drawings.read(page.link, as: viewer, read.visit, veil, in: read))
            }, page: drawnPage)
    }

    /// A child's page is drawn for who governs the child's school, and is a look at the child.
    private func look(
        atChildOf page: SeenPage, _ seen: Seen, _ read: PageRead<Viewer>, as role: Role
    ) throws {
        guard let child = page.child(of: seen.viewer) else { return }
        guard child.provider.id == seen.provider.id else { throw Fault.missing }
        _ = try read.one(
            Person.governed(
                child.person, by: read.viewer.persons(at: child.provider.id), as: role, in: child.provider.id,
                on: Day(read.visit.today)))
        read.look(at: child.person, in: child.provider.id, for: "sight", as: role)
    }

    private func drawnPage(_ model: DrawnModel, _ visit: Visit) throws -> Page {
        let words = texts(in: visit.language)
        let back = ActingPath.sight(model.role)(model.provider.slug, model.person.id)
        let title = words(.sightTitle, ["person": model.person.name.full])
        let shown = try model.drawing?.shown { path in
            SeenPage.behind(path, model.viewer).map {
                AccessPath.seenPage(model.role)(model.provider.slug, model.person.id, $0.key)
            }
        }
        let content: HTML = """
            \(Part.heading(shown?.title ?? title, over: title, back: back, lead: words(.drawnLead)))
            \(shown.map(\.content) ?? Part.empty(words(.notDrawn), words(.notDrawnText), icon: .eye))
            \(Part.quiet(words(.sightNote)))
            """
        return Page(
            title: "\(title): \(shown?.title ?? "")", content: content, place: place(of: model.role),
            acting: acting(model.role, model.provider.slug))
    }
}
