package import Base

/// A whole page as plain data; it knows nothing of accounts and rights, only what is to be seen.
package struct Frame: Sendable {
    /// One place of the main navigation; a phone shows at most five.
    package struct Item: Sendable {
        package var icon: Icon
        package var text: String
        package var link: Link
        package var isCurrent: Bool

        package init(_ text: String, icon: Icon, to link: Link, isCurrent: Bool = false) {
            (self.text, self.icon, self.link, self.isCurrent) = (text, icon, link, isCurrent)
        }
    }

    /// One whom the reader may act for or as: a child, a role at a school, all children together.
    package struct Acting: Sendable {
        package var name: String
        package var note: String?
        package var link: Link
        package var isCurrent: Bool
        /// The full name that initials and colour come from; nil for "all children".
        package var avatar: String?

        package init(
            _ name: String, note: String? = nil, avatar: String? = nil, to link: Link, isCurrent: Bool = false
        ) {
            (self.name, self.note, self.avatar, self.link, self.isCurrent) = (name, note, avatar, link, isCurrent)
        }
    }

    /// Who is signed in, and where the account's page is.
    package struct Account: Sendable {
        package var name: String
        package var note: String?
        package var link: Link

        package init(_ name: String, note: String? = nil, to link: Link) {
            (self.name, self.note, self.link) = (name, note, link)
        }
    }

    /// The answer to what was just done.
    package struct Status: Sendable {
        package var text: String
        package var meaning: Meaning

        package init(_ text: String, _ meaning: Meaning = .good) { (self.text, self.meaning) = (text, meaning) }
    }

    /// `desktop` has navigation and a wide column; `door` is the centred page before signing in.
    package enum Layout: Sendable { case desktop, door }

    /// What the page is called, without the product's name; soft hyphens are dropped from it.
    package var title: String
    package var description: String?
    /// The path and query of this page, to which the language choice returns.
    package var path: String
    /// `/assets/{hash}`, without a slash at its end.
    package var assets: String
    package var words: Words<WebText>
    package var layout: Layout
    /// Where the mark leads: the reader's own desktop.
    package var home = Link(trusted: "/")
    /// Whose desktop this is; the account's name when nothing is said.
    package var owner: String?
    /// The role in which the owner is here; never cut, however narrow the bar.
    package var ownerRole: String?
    package var account: Account?
    package var items: [Item] = []
    package var acting: [Acting] = []
    package var status: Status?
    /// When the session ends; nil for whoever is not signed in.
    package var session: SessionEnd?
    /// Whether many use the device: the way out is then in sight.
    package var isOnSharedDevice = false
    /// Quiet links at the end of every page.
    package var footer: [(text: String, link: Link)] = []
    package var content: HTML
    /// What is the same in every frame of the language.
    let still: Still

    /// - Parameter still: written before; without it, it is written anew.
    package init(
        _ title: String, path: String, assets: String, words: Words<WebText>, still: Still? = nil,
        layout: Layout = .desktop, content: HTML
    ) {
        (self.title, self.path, self.assets, self.words) = (title, path, assets, words)
        (self.still, self.layout, self.content) = (still ?? Still(words), layout, content)
    }
}
