import Accounts
import Base
import Directory
import Storage
import Web

/// What the school has been asked, and what it has decided.
struct QueueModel: Sendable {
    let role: Role
    let provider: Provider
    let showsDecided: Bool
    let applications: [LeaveApplication]
}

/// One application in front of the school.
struct CaseModel: Sendable {
    let role: Role
    let provider: Provider
    let application: LeaveApplication
    let decisions: [LeaveDecision]
    let shown: LeaveDecision?
    let rules: LeaveRules
    /// Whether a teacher works at the school that was asked; a pupil may have come from another one since.
    let isOwnSchool: Bool

    var mayDecide: Bool { isOwnSchool && application.isDecided(by: role) }
}

extension Leave {
    /// The most that a queue shows; what is older is found by the pupil.
    static let mostRows = 200

    /// Through which relation a role of the school sees applications.
    static func reach(_ role: Role, _ persons: [ID<Person>]) -> LeaveReach {
        role == .teacher ? .homeroom(persons) : .governed(persons, role)
    }

    func mountSchool(on site: Site<Viewer>, as role: Role) {
        site.get(
            LeavePath.queue(role), may: .acting(as: role),
            load: { read in
                let provider = try read.record(as: role).provider
                let decided = read.visit.query.text("show") == "decided"
                let all = try read.all(
                    LeaveApplication.all(
                        Leave.reach(role, read.viewer.persons(at: provider.id)),
                        decided ? [.decided, .withdrawn] : [.waiting], in: provider.id, on: Day(read.visit.today),
                        most: Leave.mostRows))
                read.look(at: all.flatMap { [$0.pupil.id, $0.applicant.id] }, in: provider.id, as: role)
                return QueueModel(role: role, provider: provider, showsDecided: decided, applications: all)
            }, page: queuePage)
        site.get(
            LeavePath.application(role), may: .acting(as: role),
            load: { read in
                let model = try caseModel(read.viewer, read.visit, role, read)
                read.look(at: model.named, in: model.provider.id, as: role)
                return model
            },
            page: { model, visit in
                let words = words(visit)
                return casePage(model, LeaveForm(visit.form, words), visit, words)
            })
    }

    /// The application in the path, through the role's relation.
    func caseModel(_ viewer: Viewer, _ visit: Visit, _ role: Role, _ reader: any Reader) throws -> CaseModel {
        guard let provider = viewer.record(at: try visit.text("provider"), as: role)?.provider else {
            throw Fault.missing
        }
        let application = try reader.one(
            LeaveApplication.reached(
                try visit.id("application"), Leave.reach(role, viewer.persons(at: provider.id)), in: provider.id,
                on: Day(visit.today)))
        let decisions = try reader.all(LeaveDecision.all(of: application.id, in: provider.id))
        return CaseModel(
            role: role, provider: provider, application: application, decisions: decisions,
            shown: LeaveDecision.asked(visit, of: decisions), rules: try .of(provider.id, in: reader),
            isOwnSchool: role != .teacher || viewer.works(as: .teacher, at: application.school, in: provider.id))
    }

    func queuePage(_ model: QueueModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let slug = model.provider.slug
        let link = LeavePath.queue(model.role)(slug)
        let tabs = Part.tabs(
            words(.queueTabs),
            [
                Tab(words(.tabWaiting), to: link, isCurrent: !model.showsDecided),
                Tab(words(.tabDecided), to: link.with(["show": "decided"]), isCurrent: model.showsDecided),
            ])
        let rows = model.applications.map { application in
            let pupil = [application.pupil.name.full, application.homeroom].compactMap { $0 }.joined(separator: ", ")
            let who =
                application.state == .waiting ? words(.waitsFor, ["who": words.decider(application.decider)]) : nil
            return Part.row(
                pupil, to: LeavePath.application(model.role)(slug, application.id),
                lead: Part.avatar(application.pupil.name.full),
                note: [
                    words.request(application.days, application.schoolDays),
                    words.by(application.applicant.name, application), who,
                ].compactMap { $0 }.joined(separator: " · "), tail: words.tag(application, marksWait: true))
        }
        let (none, text): (LeaveText, LeaveText) =
            model.showsDecided ? (.noneDecided, .noneDecidedText) : (.noneWaiting, .noneWaitingText)
        let content: HTML = """
            \(Part.heading(words(.title), lead: words(model.role == .teacher ? .queueTeacher : .queueLead)))
            \(tabs)\(rows.isEmpty ? Part.empty(words(none), words(text), icon: .check) : Part.rows(rows))
            """
        return Page(
            title: words(.title), content: content, place: Place.desktop,
            acting: ActingPath.desktop(model.role)(slug), done: words.done(visit))
    }
}

extension CaseModel {
    /// Everyone whom the page names.
    var named: [ID<Person>] { [application.pupil.id, application.applicant.id] + [shown?.decider].compactMap { $0 } }

    /// Where the application is.
    var link: Link { LeavePath.application(role)(provider.slug, application.id) }
}

extension Viewer {
    fileprivate func works(as role: Role, at school: ID<Organisation>, in provider: ID<Provider>) -> Bool {
        records.contains { record in
            record.provider.id == provider && record.roles.contains { $0.role == role && $0.organisation == school }
        }
    }
}
