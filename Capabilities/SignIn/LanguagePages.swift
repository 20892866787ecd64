import Accounts
import Base
import Storage
import Web

extension SignIn {
    /// The choice of language: kept on the account of who is signed in, and on the device.
    func mountLanguage(on site: Site<Viewer>) {
        site.post(SignInPath.language, may: .anyone) { [paths = ReturnPaths(site)] visit in
            guard let language = Language(rawValue: visit.form.text("language")) else {
                throw Fault(.invalid, log: "a language that is not ours")
            }
            if let token = visit.sessionToken {
                try await database.write { writer in
                    guard let viewer = try Viewer.resolve(token: token, at: visit.now, limits, in: writer) else {
                        return
                    }
                    try Account.choose(language, for: viewer.account, in: writer)
                }
            }
            let cookie = NewCookie(CookieName.language, language.rawValue, seconds: 365 * 86_400)
            return .seeOther(paths.link(to: visit.form.text("to")) ?? SignInPath.home(), [cookie])
        }
    }
}
