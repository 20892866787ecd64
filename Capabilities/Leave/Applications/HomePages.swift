import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// What a home sees of the pupil's leave.
struct HomeModel: Sendable {
    let sight: HomeSight
    let applications: [LeaveApplication]
    let mayApply: Bool
}

/// One application as a home sees it.
struct HomeApplicationModel: Sendable {
    let sight: HomeSight
    let application: LeaveApplication
    let decisions: [LeaveDecision]
    /// The decision that is shown, the one in force unless another is asked for.
    let shown: LeaveDecision?
    let isRead: Bool
    /// Why what was asked for was not done.
    var problem: LeaveText?
}

extension Leave {
    func mountHome(on site: Site<Viewer>, as role: Role) {
        site.get(
            LeavePath.list(role), may: Leave.policy(of: role),
            load: { read in
                let sight = try HomeSight(read.viewer, read.visit, as: role)
                let (provider, day) = (sight.provider.id, Day(read.visit.today))
                let all = try read.all(
                    LeaveApplication.all(
                        sight.reach, [.waiting, .decided, .withdrawn], in: provider, on: day, most: 100))
                let place = try read.first(PupilPlace.of(sight.pupil, in: provider, on: day))
                let named = all.filter { sight.named($0.applicant) != nil }.map(\.applicant.id)
                read.look(at: [sight.pupil] + named, in: provider, as: role)
                return HomeModel(
                    sight: sight, applications: all,
                    mayApply: place.map { sight.applies($0, on: read.visit.today) } ?? false)
            }, page: homePage)
        site.get(
            LeavePath.application(role), may: Leave.policy(of: role),
            load: { read in
                let model = try homeApplication(read.viewer, read.visit, role, read)
                read.look(at: model.named, in: model.sight.provider.id, as: role)
                return model
            }, page: homeApplicationPage)
        site.post(LeavePath.withdrawal(role), may: Leave.policy(of: role)) { write in
            try withdraw(write, as: role)
        }
        site.post(LeavePath.receipt(role), may: Leave.policy(of: role)) { write in try receive(write, as: role) }
    }

    private func homeApplication(
        _ viewer: Viewer, _ visit: Visit, _ role: Role, _ reader: any Reader
    ) throws -> HomeApplicationModel {
        let sight = try HomeSight(viewer, visit, as: role)
        let provider = sight.provider.id
        let application = try sight.application(visit, reader)
        let decisions = try reader.all(LeaveDecision.all(of: application.id, in: provider))
        let isRead = try application.standing.map {
            try reader.first(LeaveDecision.receipt($0.id, by: sight.account, in: provider)) != nil
        }
        return HomeApplicationModel(
            sight: sight, application: application, decisions: decisions,
            shown: LeaveDecision.asked(visit, of: decisions), isRead: isRead ?? true)
    }

    /// Withdraws a waiting application. What was decided meanwhile stays, and the home is told so.
    private func withdraw(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        var model = try homeApplication(write.viewer, visit, role, writer)
        let (sight, application) = (model.sight, model.application)
        guard application.account == sight.account else { throw Fault.missing }
        guard sight.withdraws(application),
            try application.move(from: .waiting, to: .withdrawn, at: visit.now, writer)
        else {
            model.problem = application.state == .withdrawn ? .withdrawnAlready : .withdrawTooLate
            for person in Set(model.named) {
                let look = write.viewer.look(at: person, in: sight.provider.id, for: LeavePurpose.name, as: role)
                if let look { try AccessLog.write(look, at: visit.now, in: writer) }
            }
            var page = homeApplicationPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        try Change(
            "leave-withdraw", of: "leave_application", application.id.uuid, in: sight.provider.id.uuid,
            by: sight.account.uuid, concerning: [sight.pupil.uuid]
        ).write(at: visit.now, in: writer)
        return .done("leave-withdraw", at: sight.link(LeavePath.application, application.id))
    }

    /// Marks the decision as read: it leaves the desktop, and the day of notice is known.
    private func receive(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        let sight = try HomeSight(write.viewer, visit, as: role)
        let application = try sight.application(visit, writer)
        let link = sight.link(LeavePath.application, application.id)
        // A new decision may have come meanwhile: it has not been read.
        guard let standing = application.standing, standing.id.description == visit.form.text("decision") else {
            return .seeOther(link)
        }
        guard try application.receive(standing.id, by: sight.account, at: visit.now, writer) else {
            return .seeOther(link)
        }
        try Change(
            "leave-receipt", of: "leave_decision", standing.id.uuid, in: sight.provider.id.uuid,
            by: sight.account.uuid, concerning: [sight.pupil.uuid]
        ).write(at: visit.now, in: writer)
        return .done("leave-receipt", at: link)
    }
}

extension HomeApplicationModel {
    /// Everyone whom the page names.
    var named: [ID<Person>] {
        let applicant = sight.named(application.applicant) == nil ? [] : [application.applicant.id]
        let decider = shown.flatMap { $0.isDeciderProtected || !sight.showsSchool ? nil : $0.decider }
        return [sight.pupil] + applicant + [decider].compactMap { $0 }
    }
}
