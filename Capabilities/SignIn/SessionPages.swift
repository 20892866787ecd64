import Accounts
import Base
import Storage
import Web

extension SignIn {
    /// The own session in this browser: when it ends, and one more use of it. The dialog that announces the end asks here;
    /// without scripts the page does.
    func mountSession(on site: Site<Viewer>) {
        site.get(ActingPath.session, may: .signedIn, load: { $0.viewer }, page: sessionPage)
        site.post(ActingPath.sessionExtension, may: .signedIn) { write in
            try SessionUse.write(write.viewer.session, usedAt: write.visit.now, in: write.writer)
            return .done("session-goes-on", at: ActingPath.session())
        }
    }

    @Sendable private func sessionPage(_ viewer: Viewer, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let ends: [(term: String, value: HTML)] = [
            (words(.sessionLapses), "\(days.moment(viewer.lapses(seen: visit.now)))"),
            (words(.sessionEnds), "\(days.moment(viewer.span.endsAt))"),
        ]
        let acts = [
            Part.action(words(.sessionStay), to: ActingPath.sessionExtension(), look: .primary),
            Part.action(words(.sessionSignOut), to: SignInPath.signOut(), icon: .signOut),
        ]
        return Page(
            title: words(.sessionTitle),
            content: """
                \(Part.heading(words(.sessionTitle), back: ActingPath.account(), lead: words(.sessionLead)))
                \(Part.definitions(ends))\(Part.acts(acts))
                """,
            place: Place.account, done: visit.done == "session-goes-on" ? words(.sessionGoesOn) : nil)
    }
}
