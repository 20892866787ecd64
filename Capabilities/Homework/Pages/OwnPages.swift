import Accounts
import Base
import Directory
import Storage
import Timetable
import Web

/// Homework and exams of a pupil, of a child, or of all children of a guardian.
struct OwnWorkModel: Sendable {
    let role: Role
    let acting: Link
    let all: [OwnWork]
    /// The child whose page it is.
    var child: PersonName?
    /// The children among whom a family's homework is told apart.
    var names: [ID<Person>: PersonName] = [:]
    /// The pupil's provider, where ticks go; nil for those who only read.
    var slug: String?
    var isHidden = false
}

extension Homework {
    func mountOwn(on site: Site<Viewer>) {
        site.get(
            ActingPath.homework, may: .acting(as: .pupil),
            load: { read in
                let record = try read.record(as: .pupil)
                let (provider, slug) = (record.provider.id, record.provider.slug)
                var model = OwnWorkModel(
                    role: .pupil, acting: ActingPath.desktop(.pupil)(slug),
                    all: try work(of: read.viewer.persons(at: provider), in: [provider], read))
                model.slug = slug
                read.look(atAuthorsOf: model)
                return model
            }, page: ownPage)
    }

    func mountChild(on site: Site<Viewer>) {
        site.get(
            ActingPath.childHomework, may: .guardianOfChild,
            load: { read in
                let child = try read.child()
                read.look(at: child.person, in: child.provider.id, for: "homework", as: .guardian)
                var model = OwnWorkModel(
                    role: .guardian, acting: ActingPath.child(child.provider.slug, child.person),
                    all: child.showsHomework ? try work(of: [child.person], in: [child.provider.id], read) : [],
                    child: child.name)
                model.isHidden = !child.showsHomework
                read.look(atAuthorsOf: model)
                return model
            }, page: ownPage)
    }

    func mountFamily(on site: Site<Viewer>) {
        site.get(
            ActingPath.familyHomework, may: .guardian,
            load: { read in
                let children = read.viewer.children.filter(\.showsHomework)
                for child in children {
                    read.look(at: child.person, in: child.provider.id, for: "homework", as: .guardian)
                }
                let model = OwnWorkModel(
                    role: .guardian, acting: ActingPath.family(),
                    all: try work(of: children.map(\.person), in: Array(Set(children.map(\.provider.id))), read),
                    names: names(children))
                read.look(atAuthorsOf: model)
                return model
            }, page: ownPage)
    }

    func names(_ children: [Viewer.Child]) -> [ID<Person>: PersonName] {
        Dictionary(children.map { ($0.person, $0.name) }) { first, _ in first }
    }

    private func work(
        of persons: [ID<Person>], in providers: [ID<Provider>], _ read: PageRead<Viewer>
    ) throws -> [OwnWork] {
        let today = read.visit.today
        return OwnWork.once(
            try read.all(
                OwnWork.all(
                    of: persons, in: providers, from: today.adding(days: -Homework.daysBack),
                    to: today.adding(days: Homework.daysAhead))))
    }
}

extension PageRead<Viewer> {
    /// Those who gave what the page shows, as far as it names them.
    func look(atAuthorsOf model: OwnWorkModel) {
        for listed in Set(model.all.map(\.listed)) where AuthorName.shown(listed, to: model.role) != nil {
            look(at: listed.author.id, in: listed.work.provider, for: "homework", as: model.role)
        }
    }
}
