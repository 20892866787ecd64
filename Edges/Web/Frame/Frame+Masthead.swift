import Base

extension Frame {
    var masthead: HTML {
        """
        <header class="masthead">\(mark)<span class="grow"></span>\(languageMenu)\(accountMenu)</header>
        """
    }

    /// The mark leads home; under it, or beside it where there is room, stands whose desktop this is.
    var mark: HTML {
        let role: HTML? = ownerRole.map { "<span class=\"as\">\u{A0}· \($0)</span>" }
        let whose: HTML? = (owner ?? account.map(Frame.described)).map {
            "<span class=\"whose\"><span class=\"who\">\($0)</span>\(role)</span>"
        }
        return """
            <div class="mark-place\(whose == nil ? "" : " owned")"><a class="mark" href="\(home)" \
            aria-label="\(words(account == nil ? .frontLabel : .homeLabel))">\
            \(Frame.sign)<span>DigiOne</span></a>\(whose)</div>
            """
    }

    /// All three languages in their own words; the chosen one is marked. It is a form, so it needs no script.
    var languageMenu: HTML {
        let buttons = Language.allCases.map { language -> HTML in
            """
            <button class="menu-item" name="language" value="\(language.rawValue)" lang="\(language.rawValue)"\
            \(attribute: "aria-current", language == words.language ? "true" : nil)>\
            <span>\(words(Frame.name(of: language)))</span>\
            \(language == words.language ? Icon.check() : .nothing)</button>
            """
        }
        return """
            <details class="menu" name="menu"><summary class="menu-button">\(Icon.globe())\
            <span>\(words.language.rawValue.uppercased())\(Part.aside(words(.languageNow)))</span></summary>\
            <form class="menu-sheet" method="post" action="/language">\
            \(Part.hidden(["to": path]))\(buttons)</form></details>
            """
    }

    /// Who is signed in, the way to the account and the way out.
    var accountMenu: HTML {
        guard let account else { return .nothing }
        let note: HTML? = account.note.map { "<span class=\"quiet\">\($0)</span>" }
        return """
            <details class="menu" name="menu">\
            <summary class="menu-button" aria-label="\(words(.accountOf, ["person": account.name]))">\
            \(Part.avatar(account.name))\(Icon.down())</summary><div class="menu-sheet"><p class="menu-head">\
            <strong>\(account.name)</strong>\(note)</p><a class="menu-item" href="\(account.link)">\(Icon.person())\
            <span>\(words(.account))</span></a><form method="post" action="/sign-out"><button class="menu-item">\
            \(Icon.signOut())<span>\(words(.signOut))</span></button></form></div></details>
            """
    }

    /// On a device that many use one does not have to look for the way out.
    var openWayOut: HTML {
        guard isOnSharedDevice else { return .nothing }
        return """
            <div class="shared-bar"><p>\(Icon.device())<span>\(words(.sharedDevice))</span></p>\
            <form method="post" action="/sign-out"><button class="button secondary">\
            \(Icon.signOut())<span>\(words(.signOut))</span></button></form></div>
            """
    }

    /// Whom one acts for, always at the top of the work; nothing when there is no choice.
    var actingSwitch: HTML {
        guard acting.count > 1 else { return .nothing }
        let links = acting.map { one -> HTML in
            let note: HTML? = one.note.map { "<span class=\"quiet\">\($0)</span>" }
            return """
                <a href="\(one.link)"\(attribute: "class", one.avatar == nil ? "plain" : nil)\
                \(attribute: "aria-current", one.isCurrent ? "true" : nil)>\(one.avatar.map { Part.avatar($0) })\
                <span>\(one.name) \(note)</span></a>
                """
        }
        return """
            <div class="acting"><nav class="switch" aria-label="\(words(.actingChoice))">\
            \(links)</nav>\(actingLabel)</div>
            """
    }

    private var actingLabel: HTML? {
        guard let account, let current = acting.first(where: \.isCurrent) else { return nil }
        let whom = [current.name, current.note].compactMap { $0 }.joined(separator: ", ")
        let person = [account.name, account.note].compactMap { $0 }.joined(separator: ", ")
        return "<p class=\"quiet\">\(words(.actingNow, ["person": person, "whom": whom]))</p>"
    }

    private static func described(_ account: Account) -> String {
        [account.name, account.note].compactMap { $0 }.joined(separator: " · ")
    }

    private static func name(of language: Language) -> WebText {
        switch language {
        case .fi: .languageFi
        case .sv: .languageSv
        case .en: .languageEn
        }
    }
}
