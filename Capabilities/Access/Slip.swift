import Accounts
import Base
import Directory
import Web

/// What is printed for one person and shown this once.
struct Slip: Sendable {
    enum Secret: Sendable {
        /// A password that was made now, for an account that exists.
        case password(String)
        /// The code of an invitation, with its last day.
        case code(String, until: Instant)
    }

    let person: ID<Person>
    /// The called name alone of a protected person: paper lies about.
    let name: String
    let signInName: String?
    let secret: Secret
}

/// What a sheet is for.
enum SheetKind: String, Sendable {
    case pupils, guardians
}

extension Access {
    /// The slips, several on a page of A4 with lines to cut along.
    func slips(_ slips: [Slip], from provider: Provider, _ visit: Visit) -> HTML {
        Part.slips(slips.map { slip($0, provider, visit) })
    }

    private func slip(_ slip: Slip, _ provider: Provider, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        var lines: [(term: String, value: HTML)] = [(words(.address), "<b>\(address(slip.secret, visit))</b>")]
        if let name = slip.signInName { lines.append((words(.signInName), "<code>\(name)</code>")) }
        switch slip.secret {
        case .password(let password): lines.append((words(.password), "<code>\(password)</code>"))
        case .code(let code, let until):
            lines.append((words(.code), "<code>\(code)</code>"))
            lines.append((words(.validUntil), "\(days.plain(until.day))"))
        }
        return Part.slip(slip.name, note: provider.name(in: visit.language), lines, foot: words(foot(slip.secret)))
    }

    private func address(_ secret: Slip.Secret, _ visit: Visit) -> String {
        // As people type it: without the scheme, which browsers add.
        let host = visit.origin.firstRange(of: "://").map { String(visit.origin[$0.upperBound...]) } ?? visit.origin
        return switch secret {
        case .password: host
        case .code: host + ActingPath.invitation().description
        }
    }

    private func foot(_ secret: Slip.Secret) -> AccessText {
        switch secret {
        case .password: .passwordFoot
        case .code: .codeFoot
        }
    }
}
