import Accounts
import Base
import Directory
package import SignIn
import Storage
import Web

extension Brokers {
    /// On the page that confirms a session: the account's own logins that may count as more than a password.
    package var strongPart: StrongPart {
        StrongPart { reader, viewer in
            let parties = try reader.all(IdentityProvider.linked(to: viewer.account)).filter(\.manner.hasStrong)
            guard !parties.isEmpty else { return nil }
            let posts = try reader.all(Post.of(viewer.account, on: Day(viewer.usedAt.day)))
            let hasOwn = try !reader.one(SecondFactors.of(viewer.account)).isEmpty
            let speaking = try parties.filter { party in
                let voice = try voice(of: party, reader)
                return voice.confirms(posts, isVouchedFor: party.standing(seal) == .good)
                    && (hasOwn || !voice.governs(posts))
            }
            guard !speaking.isEmpty else { return nil }
            return { visit, to in confirming(speaking, to, visit) }
        }
    }

    private func confirming(_ parties: [IdentityProvider], _ to: String, _ visit: Visit) -> HTML {
        let words = words(visit)
        let buttons = parties.map { party in
            Part.linkButton(
                party.title, to: BrokerPath.with(party.id).with(["for": "confirm", "to": to]), icon: .key)
        }
        return Part.section(
            words(.confirmTitle), id: "elsewhere", "<p>\(words(.confirmText))</p>\(Part.acts(buttons))")
    }
}
