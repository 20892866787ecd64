import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Timetable
import Web

/// What a group was given, and the form to give it more.
struct GroupWorkModel: Sendable {
    let role: Role
    let provider: Provider
    let group: SchoolGroup
    /// The page above.
    let back: (title: HomeworkText?, link: Link)
    let all: [GroupWork]
    /// The person records of the reader.
    let persons: [ID<Person>]
    /// nil for those who only read.
    var form: WorkForm?

    var acting: Link { ActingPath.desktop(role)(provider.slug) }
    var link: Link { ActingPath.groupHomework(role)(provider.slug, group.id) }
}

extension Homework {
    /// A teacher of the group, of one of its lessons, or a substitute on the day.
    func mountGroup(on site: Site<Viewer>) {
        site.get(
            ActingPath.groupHomework(.teacher), may: .acting(as: .teacher),
            load: { read in
                let model = try taught(read, read.viewer, read.visit)
                for look in looks(of: model, read.viewer) { read.note(look) }
                return model
            }, page: groupPage)
        site.post(ActingPath.groupHomework(.teacher), may: .acting(as: .teacher)) { write in try give(write) }
    }

    /// An assistant reads what the own groups were given.
    func mountReaders(on site: Site<Viewer>) {
        site.get(
            ActingPath.groupHomework(.assistant), may: .acting(as: .assistant),
            load: { read in
                let record = try read.record(as: .assistant)
                let (provider, day) = (record.provider, Day(read.visit.today))
                let persons = read.viewer.persons(at: provider.id)
                let group = try read.one(
                    SchoolGroup.reached(
                        read.visit.id("group"), by: persons, as: .assistant, in: provider.id, on: day))
                let model = GroupWorkModel(
                    role: .assistant, provider: provider, group: group,
                    back: (nil, ActingPath.group(.assistant)(provider.slug, group.id)),
                    all: try read.all(given(to: group.id, persons, provider.id, day)), persons: persons)
                for look in looks(of: model, read.viewer) { read.note(look) }
                return model
            }, page: groupPage)
    }

    private func given(
        to group: ID<SchoolGroup>, _ persons: [ID<Person>], _ provider: ID<Provider>, _ day: Day
    ) -> Query<GroupWork> {
        GroupWork.all(
            of: group, for: persons, in: provider, from: day.date.adding(days: -Homework.daysBack), on: day)
    }

    private func taught(_ reader: any Reader, _ viewer: Viewer, _ visit: Visit) throws -> GroupWorkModel {
        guard let record = viewer.record(at: try visit.text("provider"), as: .teacher) else { throw Fault.missing }
        let (provider, day) = (record.provider, Day(visit.today))
        let persons = viewer.persons(at: provider.id)
        let reached = try reader.one(
            ReachedGroup.taught(try visit.id("group"), by: persons, in: provider.id, on: day))
        let group = reached.group.id
        let offer = Offer(
            try .load(.groups([group], provider.id), from: visit.today, in: reader), group, by: persons, reached.way,
            at: visit.now)
        let back: (HomeworkText?, Link) =
            reached.way == .member
            ? (nil, ActingPath.group(.teacher)(provider.slug, group))
            : (.back, ActingPath.timetable(.teacher)(provider.slug))
        var model = GroupWorkModel(
            role: .teacher, provider: provider, group: reached.group, back: back,
            all: try reader.all(given(to: group, persons, provider.id, day)), persons: persons)
        model.form = WorkForm(offer: offer, opened: WorkForm.opened(visit))
        return model
    }

    /// Whoever else gave something is named.
    private func looks(of model: GroupWorkModel, _ viewer: Viewer) -> [PersonLook] {
        Set(model.all.map(\.listed.author.id)).compactMap {
            viewer.look(at: $0, in: model.provider.id, for: "homework", as: model.role)
        }
    }

    private func give(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (visit, viewer) = (write.visit, write.viewer)
        var model = try taught(write.writer, viewer, visit)
        guard var form = model.form, let author = model.persons.first else { throw Fault.missing }
        var draft = WorkDraft(visit.form, today: visit.today, mayStay: false)
        guard let aim = form.offer.aim(of: &draft), draft.refusals.isEmpty else {
            form.typed = (visit.form, draft)
            model.form = form
            for look in looks(of: model, viewer) { try AccessLog.write(look, at: visit.now, in: write.writer) }
            var page = groupPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        // A form that is sent twice is answered as it was the first time.
        let isThere = model.all.contains { given in
            let work = given.listed.work
            return work.occasion == aim.occasion && work.content == draft.content
                && model.persons.contains(given.listed.author.id)
        }
        if isThere { return .done("homework-given", at: model.link) }
        let id = try GivenWork.give(
            draft.content, for: aim.occasion, to: aim.groups ?? [model.group.id], in: model.provider.id, by: author,
            viewer.account.uuid, at: visit.now, write.writer)
        try Change(
            "homework-give", of: "homework", id.uuid, in: model.provider.id.uuid, by: viewer.account.uuid,
            after: draft.content.fields(aim.occasion)
        ).write(at: visit.now, in: write.writer)
        return .done("homework-given", at: model.link)
    }
}

extension GivenWork.Content {
    /// The values that the change log keeps, by the names of fields.
    func fields(_ occasion: GivenWork.Occasion) -> [String: String] {
        var fields = ["kind": kind.rawValue, "text": text, "day": occasion.held.description]
        fields["bring"] = bring
        fields["link"] = link
        fields["lesson"] = occasion.lesson?.description
        return fields
    }
}
