import Accounts
import Audit
import Base
import Directory
import Storage
import Web

extension Badges {
    /// Opening the door for a while, and shutting it.
    func mountOpening(on site: Site<Viewer>) {
        site.post(BadgePath.opening, may: Badges.policy(.teacher)) { write in
            let reach = try GroupReach(write, as: .teacher)
            guard let span = Int64(write.visit.form.text("minutes")).flatMap(OpeningSpan.init(rawValue:)) else {
                var model = try load(write.viewer, write.visit, as: .teacher, in: write.writer)
                model.errors = [FieldError(words(write.visit)(.chooseEnd), in: "minutes")]
                return .page(cardsPage(model, write.visit))
            }
            try open(until: span.end(from: write.visit.now), reach, write)
            return .done("badges-open", at: reach.page)
        }
        site.post(BadgePath.openingEnding, may: Badges.policy(.teacher)) { write in
            let reach = try GroupReach(write, as: .teacher)
            let provider = reach.provider.id
            let current = Opening.current(of: reach.group.id, in: provider, at: write.visit.now)
            guard let opening = try write.writer.first(current) else { throw Fault.missing }
            try opening.end(in: provider, at: write.visit.now, in: write.writer)
            try note("shut-badges", reach, until: nil, write)
            return .done("badges-shut", at: reach.page)
        }
    }

    /// An open door gets another end, with everybody who came in by it.
    private func open(until end: Instant, _ reach: GroupReach, _ write: PageWrite<Viewer>) throws {
        let (provider, group) = (reach.provider.id, reach.group.id)
        if let opening = try write.writer.first(Opening.current(of: group, in: provider, at: write.visit.now)) {
            try opening.last(until: end, in: provider, in: write.writer)
        } else {
            try Opening.begin(
                for: group, in: provider, by: reach.actor, write.viewer.account, until: end, at: write.visit.now,
                in: write.writer)
        }
        try note("open-badges", reach, until: end, write)
    }

    private func note(
        _ action: String, _ reach: GroupReach, until end: Instant?, _ write: PageWrite<Viewer>
    ) throws {
        try Change(
            action, of: "school_group", reach.group.id.uuid, in: reach.provider.id.uuid, by: write.viewer.account.uuid,
            after: end.map { ["ends_at": $0.description] } ?? [:]
        ).write(at: write.visit.now, in: write.writer)
    }
}
