import Accounts
import Base
import Directory
import HTTPTypes
import Web

extension SignIn {
    func accountPage(_ model: AccountModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let parts = chrome.parts(in: visit.language)
        let content: HTML = """
            \(Part.heading(words(.accountTitle), lead: words(.accountLead)))
            \(Part.errorSummary(model.errors, parts, asksPassword: true))
            \(Part.columns(
                "\(model.parts.map { $0(visit) })\(devices(model, visit, words))\(password(model, words, parts))",
                aside: "\(identity(model, visit.language, words))\(records(model, visit.language, words))\(log(model, words))"))
            """
        return Page(
            title: words(.accountTitle), content: content, status: model.errors.isEmpty ? .ok : .unprocessableContent,
            place: Place.account,
            done: done(visit.done, words)
                ?? visit.done.flatMap { done in self.parts.lazy.compactMap { $0.done(done, visit.language) }.first })
    }

    private func done(_ key: String?, _ words: Words<SignInText>) -> String? {
        switch key {
        case "device-signed-out": words(.deviceSignedOut)
        case "others-signed-out": words(.othersSignedOut)
        case "password-changed": words(.passwordChanged)
        case "person-added": words(.personAdded)
        default: nil
        }
    }

    private func identity(_ model: AccountModel, _ language: Language, _ words: Words<SignInText>) -> HTML {
        let language: SignInText = language == .fi ? .languageFi : language == .sv ? .languageSv : .languageEn
        return Part.definitions([
            (words(.signInNameTerm), "\(model.viewer.signInName)"), (words(.languageTerm), "\(words(language))"),
        ])
    }

    private func records(_ model: AccountModel, _ language: Language, _ words: Words<SignInText>) -> HTML {
        let roles = chrome.words(in: language)
        let rows = model.viewer.records.map { record in
            let posts = record.roles.map { "\(roles($0.role)), \($0.organisationName)" }
            let note = posts.isEmpty ? record.provider.name(in: language) : posts.joined(separator: " · ")
            return Part.row(record.name.full, lead: Part.avatar(record.name.full), note: note)
        }
        return rows.isEmpty ? .nothing : Part.section(words(.recordsTitle), id: "records", Part.rows(rows))
    }

    private func log(_ model: AccountModel, _ words: Words<SignInText>) -> HTML {
        guard !model.viewer.records.isEmpty else { return .nothing }
        let tile = Tile(words(.accessLog), to: ActingPath.accessLog(), note: words(.accessLogNote), icon: .eye)
        return Part.section(words(.accessLogTitle), id: "access-log", Part.tiles([tile]))
    }

    private func devices(_ model: AccountModel, _ visit: Visit, _ words: Words<SignInText>) -> HTML {
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let rows = model.devices.map { device(device: $0, isThis: $0.session == model.viewer.session, days, words) }
        let others = model.devices.count > 1 ? Part.action(words(.signOutOthers), to: SignInPath.othersEnding()) : nil
        let everywhere = Part.action(words(.signOutEverywhere), to: SignInPath.everywhereEnding(), look: .plain)
        let only = model.devices.count > 1 ? .nothing : Part.quiet(words(.onlyThisDevice))
        return Part.section(
            words(.devices), id: "devices",
            """
            <p class="quiet">\(words(.devicesLead))</p>\(Part.rows(rows))\(only)\
            \(Part.acts([others, everywhere].compactMap { $0 }))\
            <p>\(Part.link(words(.sessionMine), to: ActingPath.session()))</p>
            """)
    }

    private func device(device: Device, isThis: Bool, _ days: DayWords, _ words: Words<SignInText>) -> HTML {
        let name = BrowserName.of(device.browser) ?? words(.unknownBrowser)
        let note = [
            words(.lastUsed, ["when": days.moment(device.usedAt)]),
            words(.signedInSince, ["when": days.moment(device.createdAt)]),
            device.endsAt.map { words(.sharedUntil, ["when": days.moment($0)]) },
        ].compactMap { $0 }.joined(separator: " · ")
        let tail =
            isThis
            ? Part.tag(words(.thisDevice), .good)
            : Part.action(
                words(.signOutDevice), to: SignInPath.deviceEnding(device.session),
                about: words(.signOutDeviceAbout, ["device": name]))
        return Part.row(
            name, lead: Icon.device(), note: note,
            below: device.isShared ? "<p>\(Part.tag(words(.sharedTag), .notice))</p>" : .nothing, tail: tail)
    }

    private func password(_ model: AccountModel, _ words: Words<SignInText>, _ parts: Words<WebText>) -> HTML {
        func error(_ field: String) -> String? { model.errors.first { $0.field == field }?.text }
        let current = Field(
            words(.currentPassword), name: "password", kind: .password, error: error("password"),
            autocomplete: "current-password", width: .medium)
        let new = Field(
            words(.newPassword), name: "new-password", kind: .password, hint: words(.newPasswordHint),
            error: error("new-password"), autocomplete: "new-password", width: .medium)
        let fields: HTML = """
            \(Part.field(current, parts))\(Part.field(new, parts))\(Part.acts([Part.button(words(.change))]))
            """
        return Part.section(
            words(.changePassword), id: "password", Part.form(to: SignInPath.password(), fields))
    }
}
