import Accounts
import Base
import HTTPTypes
import Web

/// Why a card did not open the door.
enum DoorRefusal: Sendable { case unknownDevice, unknownCard, notThisWay }

extension Badges {
    /// The door: for a device of no class, for one whose door is shut, and for one whose door is open.
    func doorPage(_ states: [DoorState], _ refusal: DoorRefusal?, _ visit: Visit) -> Page {
        let words = words(visit)
        let open = states.filter { $0.endsAt != nil }
        let done = visit.done == "device-added" ? words(.deviceAdded) : nil
        let content: HTML =
            if states.isEmpty {
                strangerDoor(words)
            } else if open.isEmpty {
                shutDoor(states, words)
            } else {
                openDoor(open, refusal, visit)
            }
        return Page(
            title: words(.doorTitle), content: "\(content)\(otherDoors(words))",
            status: refusal == nil ? .ok : .unprocessableContent, done: done, isDoor: true)
    }

    private func openDoor(_ open: [DoorState], _ refusal: DoorRefusal?, _ visit: Visit) -> HTML {
        let (words, parts) = (words(visit), parts(visit))
        let days = DayWords(parts, today: visit.today)
        let errors =
            refusal.map { [FieldError(words($0 == .notThisWay ? .notThisWay : .unknownCard), in: "card")] } ?? []
        let lines = open.map { state -> HTML in
            let clock = state.endsAt.map { days.clock($0.local.minute) } ?? ""
            return "<p class=\"lead\">\(words(.openUntil, ["group": state.title, "time": clock]))</p>"
        }
        let field = Field(
            words(.cardNumber), name: "card", kind: .tel, hint: words(.cardNumberHint), error: errors.first?.text,
            autocomplete: "off", width: .medium)
        return """
            <div class="door-sheet" data-badge="card">\(Part.heading(words(.doorTitle)))\(lines)
            \(Part.errorSummary(errors, parts))<p>\(words(.showCard))</p>
            \(Part.form(
                to: BadgePath.door(),
                "\(Part.field(field, parts))\(Part.acts([Part.button(words(.proceed), look: .primary)]))"))</div>
            """
    }

    private func shutDoor(_ states: [DoorState], _ words: Words<BadgesText>) -> HTML {
        let groups = states.map(\.title).joined(separator: ", ")
        return """
            <div class="door-sheet" data-badge="card">\(Part.heading(words(.doorTitle)))
            \(Part.notice(words(.doorShut, ["group": groups]), .notice, "<p>\(words(.doorShutText))</p>"))
            \(Part.acts([Part.linkButton(words(.lookAgain), to: BadgePath.door(), look: .primary)]))</div>
            """
    }

    private func strangerDoor(_ words: Words<BadgesText>) -> HTML {
        """
        <div class="door-sheet">\(Part.heading(words(.doorTitle), lead: words(.doorLead)))
        \(Part.notice(words(.strangerDevice), .notice, "<p>\(words(.strangerDeviceText))</p>"))
        \(Part.acts([Part.linkButton(words(.addDevice), to: BadgePath.device())]))</div>
        """
    }

    private func otherDoors(_ words: Words<BadgesText>) -> HTML {
        "<p class=\"door-more\">\(Part.link(words(.otherWay), to: ActingPath.signIn()))</p>"
    }

    /// The pictures, after a good card.
    func picturePage(
        _ step: PictureStep, _ arrival: Arrival, _ form: DoorForm, _ visit: Visit, isWrong: Bool = false
    ) -> Page {
        let words = words(visit)
        let title = words(.hello, ["name": arrival.name.called])
        let isRefused: Bool = if case .refused = step { true } else { isWrong }
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(title))
            \(isWrong ? problem(words(.wrongPictures), words) : .nothing)\(body(step, form, words))</div>
            <p class="door-more">\(Part.link(words(.notMe), to: BadgePath.door()))</p>
            """
        return Page(
            title: title, content: content, status: isRefused ? .unprocessableContent : .ok, isDoor: true)
    }

    private func body(_ step: PictureStep, _ form: DoorForm, _ words: Words<BadgesText>) -> HTML {
        switch step {
        case .recall(let code):
            return pictures(words(.recall), code, shown: false, ["chosen": code.text], form, words)
        case .choose(let code):
            return pictures(words(.choose), code, shown: true, ["chosen": code.text], form, words)
        case .again(let chosen, let code):
            return pictures(
                words(.again), code, shown: true, ["chosen": chosen.text, "again": code.text], form, words)
        case .refused(.locked): return problem(words(.locked), words, words(.lockedText))
        case .refused(.tooPlain), .refused(.differs), .refused(.unreadable), .compare, .keep:
            let why: BadgesText =
                switch step {
                case .refused(.tooPlain): .tooPlain
                case .refused(.differs): .differs
                default: .unreadable
                }
            return "\(problem(words(why), words))\(pictures(nil, PictureCode(), shown: true, [:], form, words))"
        }
    }

    /// The refusal is the first thing on the page, and has the focus where scripts run.
    private func problem(_ text: String, _ words: Words<BadgesText>, _ more: String? = nil) -> HTML {
        """
        <div tabindex="-1" data-focus role="alert">\(Part.notice(text, .warning, more.map { "<p>\($0)</p>" } ?? .nothing))</div>
        """
    }

    private func pictures(
        _ ask: String?, _ code: PictureCode, shown: Bool, _ values: KeyValuePairs<String, String>, _ form: DoorForm,
        _ words: Words<BadgesText>
    ) -> HTML {
        let count = code.pictures.count
        let label = words(.pictureStep, ["number": String(count + 1), "all": String(PictureCode.length)])
        let steps = Part.pictureSteps(
            code.pictures.map { shown ? $0 : nil }, of: PictureCode.length, label: label)
        let choices = PictureCode.choices.map { (picture: $0, word: words($0.word)) }
        let buttons: HTML = """
            \(Part.hidden(values))\(Part.pictureButtons(choices, name: "picture"))
            """
        let restart =
            count == 0 && values.count < 2
            ? HTML.nothing
            : Part.action(words(.restart), to: BadgePath.door(), values: ["card": form.typed], icon: .undo)
        return """
            <p class="lead">\(ask ?? words(.choose))</p>\(steps)
            \(Part.form(to: BadgePath.door(), values: ["card": form.typed], buttons))\(restart)
            """
    }
}
