import Accounts
import Base
import HTTPTypes
import Web

extension OpenID {
    /// Asks whether they want to sign out of everything, since a service says so.
    func signOutPage(_ request: SignOutRequest, _ token: Token, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        var page = Page(
            title: words(.signOutTitle),
            content: """
                <div class="door-sheet">\(Part.heading(words(.signOutTitle), lead: words(.signOutLead)))
                \(Part.acts([
                    Part.action(words(.signOut), to: OpenIDPath.signOutAnswer(token.text), look: .primary),
                    Part.linkButton(words(.staySignedIn), to: OpenID.home()),
                ]))</div>
                """, isDoor: true)
        page.formsLeadTo = request.redirect
        return page
    }

    /// The service asked in a way that cannot be trusted.
    func signOutProblem(_ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        return Page(
            title: words(.signOutProblemTitle),
            content: """
                <div class="door-sheet">\(Part.heading(words(.signOutProblemTitle), lead: words(.signOutProblemText)))
                \(Part.acts([Part.linkButton(words(.toDesktop), to: OpenID.home())]))</div>
                """, status: .badRequest, isDoor: true)
    }

    private static let home: PathPattern = "/"
}
