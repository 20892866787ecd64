import Accounts
import Attendance
import Base
import Directory
import Storage
import Web

/// The pupils of a teacher's own homeroom classes, each with the trail.
struct ClassModel: Sendable {
    let provider: Provider
    let pupils: [ClassPupil]
    let trails: ReachedTrails

    /// Those for whom somebody has to react first, then whoever has been absent most; the others by name.
    func byAbsence(_ pupils: [ClassPupil]) -> [(ClassPupil, Trail)] {
        let own = pupils.map { ($0, trails.trail(of: $0.person.id, in: provider.id)) }
        func rank(_ trail: Trail) -> (Int, Int) {
            (trail.highest.contains(where: \.isOpen) ? 0 : 1, -trail.sums.total.minutes)
        }
        return own.enumerated().sorted { left, right in
            let (first, second) = (rank(left.element.1), rank(right.element.1))
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }
}

extension AbsenceTrail {
    /// The own class: sums by national class, what is reached, and what was last done.
    func mountClass(on site: Site<Viewer>) {
        site.get(
            TrailPath.classes, may: .acting(as: .teacher),
            load: { read in
                let provider = try read.record(as: .teacher).provider
                let teachers = read.viewer.persons(at: provider.id)
                let day = Day(read.visit.today)
                let pupils = try read.all(ClassPupil.own(of: teachers, in: provider.id, on: day))
                for pupil in pupils {
                    read.look(at: pupil.person.id, in: provider.id, for: AbsenceTrail.purpose, as: .teacher)
                }
                return ClassModel(
                    provider: provider, pupils: pupils,
                    trails: try memory.trails(.homerooms(teachers, provider.id, day), read))
            }, page: classPage)
    }

    private func classPage(_ model: ClassModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let lists = model.pupils.reduce(into: [[ClassPupil]]()) { lists, pupil in
            let isSame = lists.last?.first?.group == pupil.group
            lists = isSame ? lists.dropLast() + [(lists.last ?? []) + [pupil]] : lists + [[pupil]]
        }
        let sections = lists.map { pupils -> HTML in
            let title = pupils.first?.title ?? ""
            return Part.section(
                title, id: "class-\(pupils.first?.group?.description ?? "")", table(pupils, title, model, words))
        }
        let term = words.term(model.trails.term(of: model.provider.id))
        let list =
            sections.isEmpty
            ? Part.empty(words(.noClass), words(.noClassText), icon: .people)
            : "\(HTML(sections))<p class=\"quiet\">\(words(.hoursNote)) \(words(.schoolNote))</p>"
        return Page(
            title: words(.classTitle),
            content: "\(Part.heading(words(.classTitle), lead: words(.classLead, ["term": term])))\(list)",
            place: Place.desktop, acting: ActingPath.desktop(.teacher)(model.provider.slug))
    }

    private func table(_ pupils: [ClassPupil], _ title: String, _ model: ClassModel, _ words: TrailWords) -> HTML {
        let columns =
            [Column(words(.pupil))] + AbsenceClass.summed.map { Column(words.word($0), isNumber: true) }
            + [Column(words(.total), isNumber: true), Column(words(.limit)), Column(words(.lastStep))]
        let rows = model.byAbsence(pupils).map { pupil, trail -> [HTML] in
            let link = TrailPath.pupil(.teacher)(model.provider.slug, pupil.person.id)
            let last = trail.alerts.flatMap(\.reactions).max { $0.reactedOn < $1.reactedOn }
            return [Part.link(pupil.person.name.full, to: link)]
                + AbsenceClass.summed.map { hours(trail.sums[$0], words) }
                + [
                    "<b>\(words.word(trail.sums.total))</b>", tags(trail.highest, words),
                    "\(last.map { "\(words.word($0.step)), \(words.days.date($0.reactedOn))" } ?? "")",
                ]
        }
        return Part.table("\(words(.hoursTitle)): \(title)", columns, rows: rows)
    }

    /// A class of which there is nothing is left empty; on a phone it has no line.
    private func hours(_ hours: LessonHours, _ words: TrailWords) -> HTML {
        hours.minutes == 0 ? .nothing : "\(words.word(hours))"
    }

    /// The limits that are reached, each saying whether somebody has reacted.
    func tags(_ alerts: [Alert], _ words: TrailWords) -> HTML {
        guard !alerts.isEmpty else { return .nothing }
        let tags = alerts.map { alert in
            Part.tag(
                words(alert.isOpen ? .waiting : .answered, ["limit": words.short(alert.limit.key)]),
                alert.isOpen ? .warning : .good)
        }
        return "<span class=\"tags\">\(tags)</span>"
    }
}
