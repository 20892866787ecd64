import Accounts
import Base
import Directory
import HTTPTypes
import SignIn
import StrongSignIn
import Web

extension Badges {
    /// The devices on which the cards are good.
    func devices(_ model: CardsModel, _ visit: Visit) -> HTML {
        let words = words(visit)
        let days = DayWords(parts(visit), today: visit.today)
        let (slug, group) = (model.provider.slug, model.group.id)
        let rows = model.devices.map { device in
            let name = BrowserName.of(device.browser) ?? words(.unknownDevice)
            let when = days.moment(device.boundAt)
            return Part.row(
                name, lead: Icon.device(), note: words(.deviceSince, ["when": when]),
                tail: Part.action(
                    words(.endDevice), to: BadgePath.deviceEnding(slug, group, device.id), look: .plain,
                    about: "\(name), \(when)"))
        }
        return Part.section(
            words(.devicesHeading), id: "devices",
            """
            <p class="quiet">\(words(.devicesLead))</p>\(rows.isEmpty ? .nothing : Part.rows(rows))\
            \(Part.acts([Part.action(words(.addDevices), to: BadgePath.devices(slug, group), icon: .plus)]))
            """)
    }

    /// The code on the teacher's screen, for cameras and for keyboards.
    func codePage(_ code: String, until end: Instant, _ reach: GroupReach, _ visit: Visit) -> Page {
        let words = words(visit)
        let days = DayWords(parts(visit), today: visit.today)
        let host = visit.origin.firstRange(of: "://").map { String(visit.origin[$0.upperBound...]) } ?? visit.origin
        let rows = QRCode.rows(of: "\(visit.origin)\(BadgePath.device())#\(code)") ?? []
        let content: HTML = """
            \(Part.heading(words(.deviceCodeTitle, ["group": reach.group.title]), over: words(.cardsTitle),
                back: reach.page, lead: words(.deviceCodeLead)))
            \(Part.squares(rows, label: words(.squaresLabel)))
            \(Part.definitions([
                (words(.address), "<strong>\(host)\(BadgePath.device())</strong>"),
                (words(.deviceCode), "<strong class=\"sign-in-name\">\(code)</strong>"),
                (words(.goodUntil), "\(days.atClock(end.local.minute))"),
            ]))
            \(Part.quiet(words(.deviceCodeNote)))
            """
        return Page(
            title: words(.deviceCodeTitle, ["group": reach.group.title]), content: content, place: Place.groups,
            acting: ActingPath.desktop(.teacher)(reach.provider.slug))
    }

    /// Where a device becomes the class's.
    func deviceDoor(_ errors: [FieldError], _ visit: Visit) -> Page {
        let (words, parts) = (words(visit), parts(visit))
        let field = Field(
            words(.deviceCode), name: "code", hint: words(.deviceCodeHint), error: errors.first?.text,
            autocomplete: "off", width: .medium)
        let content: HTML = """
            <div class="door-sheet" data-badge="code">\
            \(Part.heading(words(.deviceDoorTitle), lead: words(.deviceDoorLead)))
            \(Part.errorSummary(errors, parts))
            \(Part.form(
                to: BadgePath.device(),
                "\(Part.field(field, parts))\(Part.acts([Part.button(words(.addDevice), look: .primary)]))"))</div>
            <p class="door-more">\(Part.link(words(.toCardDoor), to: BadgePath.door()))</p>
            """
        return Page(
            title: words(.deviceDoorTitle), content: content, status: errors.isEmpty ? .ok : .unprocessableContent,
            isDoor: true)
    }
}
