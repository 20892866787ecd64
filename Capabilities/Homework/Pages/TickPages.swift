import Accounts
import Base
import Directory
import Storage
import Web

extension Homework {
    /// A pupil ticks the own homework, and takes the tick back.
    func mountTicks(on site: Site<Viewer>) {
        let paths = ReturnPaths(site)
        site.post(HomeworkPath.tick, may: .acting(as: .pupil)) { write in
            let (work, person, provider) = try own(write)
            try GivenWork.tick(
                work, of: person, in: provider, write.viewer.account.uuid, at: write.visit.now, write.writer)
            return try back(write, paths)
        }
        site.post(HomeworkPath.tickEnding, may: .acting(as: .pupil)) { write in
            let (work, person, provider) = try own(write)
            try GivenWork.untick(work, of: person, in: provider, write.writer)
            return try back(write, paths)
        }
    }

    private func own(_ write: PageWrite<Viewer>) throws -> (ID<GivenWork>, ID<Person>, ID<Provider>) {
        guard let record = write.viewer.record(at: try write.visit.text("provider"), as: .pupil) else {
            throw Fault.missing
        }
        let (work, provider) = (try write.visit.id("homework", of: GivenWork.self), record.provider.id)
        let persons = write.viewer.persons(at: provider)
        guard let person = try write.writer.first(OwnWork.doer(of: work, among: persons, in: provider)) else {
            throw Fault.missing
        }
        return (work, person, provider)
    }

    /// To the page from which it was ticked, on the day that it showed.
    private func back(_ write: PageWrite<Viewer>, _ paths: ReturnPaths) throws -> Outcome {
        let form = write.visit.form
        let list = ActingPath.homework(try write.visit.text("provider"))
        let page = paths.link(to: form.text("to")) ?? list
        return .seeOther(page.with(["day": CivilDate(form.text("day"))?.description ?? ""]))
    }
}
