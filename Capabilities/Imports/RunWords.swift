import Accounts
import Base
import Directory
import Rostering
import Web

extension RosterRun {
    /// The file's name; runs of earlier versions have none.
    func shownName(_ words: Words<ImportsText>) -> String { fileName.isEmpty ? words(.unnamed) : fileName }

    /// Whether somebody is at work on it, or is about to be.
    var isUnderWay: Bool { [.receiving, .received, .checked].contains(step) }
}

extension Imports {
    /// What a run's step means, as a mark.
    func mark(_ run: RosterRun, isWaiting: Bool, _ words: Words<ImportsText>) -> HTML {
        if isWaiting || run.isUnderWay { return Part.tag(words(.stepWorking), .notice, icon: .clock) }
        switch run.step {
        case .receiving, .received, .checked: return Part.tag(words(.stepWorking), .notice, icon: .clock)
        case .previewed where run.needsConfirmation: return Part.tag(words(.stepHeld), .warning)
        case .previewed: return Part.tag(words(.stepPreviewed), .notice, icon: .eye)
        case .applied: return Part.tag(words(.stepApplied), .good)
        case .undone: return Part.tag(words(.stepUndone), icon: .undo)
        case .refused: return Part.tag(words(.stepRefused), .stop)
        case .failed: return Part.tag(words(.stepFailed), .warning)
        case .expired: return Part.tag(words(.stepExpired), icon: .clock)
        }
    }

    /// What happened at a step, for the run's history.
    func text(of step: RosterRun.Step, _ words: Words<ImportsText>) -> String {
        switch step {
        case .receiving, .received: words(.eventReceived)
        case .checked: words(.eventChecked)
        case .previewed: words(.eventPreviewed)
        case .applied: words(.eventApplied)
        case .undone: words(.eventUndone)
        case .refused: words(.eventRefused)
        case .failed: words(.eventFailed)
        case .expired: words(.eventExpired)
        }
    }

    /// Who took a step.
    func who(_ event: RunEvent, _ names: [ID<Account>: PersonName], _ words: Words<ImportsText>) -> String {
        switch event.actor {
        case .command: words(.byCommand)
        case .schedule: words(.bySchedule)
        case .account: event.account.flatMap { names[$0]?.full } ?? words(.byAccount)
        }
    }

    /// "12 new, 3 changed, 1 ended"; one sentence when there is nothing.
    func summary(_ counts: [ImportEntity: ImportCounts], _ words: Words<ImportsText>) -> String {
        let all = counts.values
        let parts: [(ImportsText, Int)] = [
            (.countNew, all.reduce(0) { $0 + $1.created }), (.countChanged, all.reduce(0) { $0 + $1.changed }),
            (.countEnded, all.reduce(0) { $0 + $1.ended }),
        ]
        let told = parts.filter { $0.1 > 0 }.map { words($0.0, count: $0.1) }
        return told.isEmpty ? words(.countNothing) : told.joined(separator: ", ")
    }

    /// The way along a list that goes by keys: its beginning and what follows.
    func way(first: Link?, next: Link?, _ words: Words<ImportsText>, _ parts: Words<WebText>) -> HTML {
        Part.ways(
            parts(.pagination), first: first.map { (words(.toBeginning), $0) }, before: nil,
            after: next.map { (parts(.nextPage), $0) }, last: nil)
    }
}
