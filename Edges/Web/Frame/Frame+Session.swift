package import Base

extension Frame {
    /// When the session of this page ends, for the script that says so two minutes before.
    package struct SessionEnd: Sendable {
        /// Seconds until it ends when nothing is done, and until it ends whatever is done.
        package var idle: Int
        package var whole: Int
        /// Whose session it is: what was typed comes back to nobody else.
        package var owner: String
        /// Where it is extended, and where one signs in.
        package var extending: Link
        package var signIn: Link
        /// Whether signing in may lead back to this page; an answer to a form has no address of its own.
        package var leadsBack: Bool

        package init(idle: Int, whole: Int, owner: String, extending: Link, signIn: Link, leadsBack: Bool) {
            (self.idle, self.whole, self.owner) = (idle, whole, owner)
            (self.extending, self.signIn, self.leadsBack) = (extending, signIn, leadsBack)
        }
    }

    /// What the script shows: one of four parts, each with its own heading. WCAG 2.2.1: two minutes to answer, one press.
    static func sessionDialog(_ session: SessionEnd?, _ still: Still) -> HTML {
        guard let session else { return .nothing }
        return """
            <dialog class="dialog" id="session-end" role="alertdialog" aria-labelledby="session-near" \
            data-idle="\(session.idle)" data-whole="\(session.whole)" data-owner="\(session.owner)" \
            data-extending="\(session.extending)" data-sign-in="\(session.signIn)"\
            \(attribute: "data-leads-back", session.leadsBack ? "yes" : nil)>\(still.sessionParts)</dialog>
            """
    }

    /// What is the same in every frame of a language, written once.
    package struct Still: Sendable {
        /// What the dialog at the end of a session says.
        let sessionParts: HTML
        /// What a script shows without a connection, and when it has put back what was typed.
        let offline: HTML
        let typedBack: HTML

        package init(_ words: Words<WebText>) {
            sessionParts = SessionWords(words: words).parts
            offline = "<div id=\"offline\" hidden>\(Part.notice(words(.offline), .warning))</div>"
            typedBack = "<div id=\"typed-back\" hidden>\(Part.notice(words(.typedBack), .good))</div>"
        }
    }
}

/// The parts of the dialog at the end of a session.
private struct SessionWords {
    let words: Words<WebText>

    var parts: HTML {
        """
        \(near)\(last)\(over)\(other)\
        <p class="visually-hidden" role="status" data-minute="\(words(.stayMinute))" \
        data-seconds="\(words(.staySeconds))"></p>
        """
    }

    private var near: HTML {
        sessionPart(
            "near", .stayTitle,
            """
            <p>\(words(.stayText)) \(timeLeft)</p><p class="session-failed" hidden>\(words(.stayFailed))</p>
            """,
            "<button type=\"button\" class=\"button primary\" data-stay><span>\(words(.stay))</span></button>")
    }

    private var last: HTML {
        sessionPart(
            "last", .lastTitle, "<p>\(words(.lastText)) \(timeLeft)</p>",
            "<button type=\"button\" class=\"button primary\" data-close><span>\(words(.lastOk))</span></button>")
    }

    /// The way on has no address until it is shown: whoever is signed in has no use for it.
    private var over: HTML {
        sessionPart(
            "over", .overTitle,
            """
            <p>\(words(.overText))</p><p data-typed hidden>\(words(.overTyped))</p>\
            <p data-stays hidden>\(words(.overStays))</p>
            """,
            "<a class=\"button primary\" data-again><span>\(words(.overSignIn))</span></a>")
    }

    private var other: HTML {
        sessionPart(
            "other", .otherTitle, "<p>\(words(.otherText))</p>",
            Part.linkButton(words(.toDesktop), to: Link(trusted: "/"), look: .primary, icon: .home))
    }

    /// Counted down for the eye alone; what is read aloud comes twice, from the region at the end.
    private var timeLeft: HTML {
        let pattern = words(.stayClock, ["minutes": "{minutes}", "seconds": "{seconds}"])
        return """
            \(words(.stayLeft)) <strong class="session-clock" role="timer" aria-live="off" data-pattern="\(pattern)">\
            \(words(.stayClock, ["minutes": "2", "seconds": "0"]))</strong>.
            """
    }

    private func sessionPart(_ name: String, _ title: WebText, _ content: HTML, _ act: HTML) -> HTML {
        """
        <div class="session-part" data-part="\(name)" hidden><h2 id="session-\(name)">\(words(title))</h2>\
        <div class="dialog-body" id="session-\(name)-text">\(content)</div>\(Part.acts([act]))</div>
        """
    }
}
