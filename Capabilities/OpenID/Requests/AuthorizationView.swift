import Accounts
import Base
import Clients
import Directory
import HTTPTypes
import Web

extension OpenID {
    /// The answer for the client, by the way it asked for (OAuth Form Post Response Mode; RFC 9207 for `iss`).
    func returned(_ answer: Result<Token, OAuthError>, to address: ReturnAddress, _ visit: Visit) -> Outcome {
        var values: [(name: String, value: String)] =
            switch answer {
            case .success(let code): [("code", code.text)]
            case .failure(let error): [("error", error.code.rawValue), ("error_description", error.description)]
            }
        if let state = address.state { values.append(("state", state)) }
        values.append(("iss", issuer))
        guard address.mode == .formPost else { return .leave(address.redirect.with(values)) }
        let words = texts(in: visit.language)
        var page = Page(
            title: words(.onTheWay),
            content: """
                <div class="door-sheet">\(Part.heading(words(.onTheWay), lead: words(.onTheWayText)))
                \(Part.outsideForm(to: address.redirect, values: values, submit: words(.goOn)))</div>
                """, isDoor: true)
        page.formsLeadTo = address.redirect
        return .page(page)
    }

    /// What the service gets, before it gets it.
    func informPage(
        _ request: AuthorizationRequest, _ asked: AuthorizationModel.Asked, _ token: Token, _ visit: Visit
    ) -> Page {
        let words = texts(in: visit.language)
        let gets = asked.gets(request)
        let name = asked.client.metadata.clientName
        let told = Part.hidden(names: "told", gets.sorted())
        let acts =
            [
                """
                <form method="post" action="\(OpenIDPath.answer(token.text))" class="action">\(told)\
                \(Part.button(words(.goOn), look: .primary))</form>
                """,
                Part.action(words(.turnBack), to: OpenIDPath.refusal(token.text)),
            ] as [HTML]
        let links = [
            asked.client.metadata.policyURI.map { (words(.privacyPolicy), $0) },
            asked.client.metadata.termsURI.map { (words(.terms), $0) },
        ].compactMap { $0 }.compactMap { text, address in
            OutsideAddress(registered: address).map { Part.outsideLink(text, to: $0) }
        }
        var page = Page(
            title: words(.informTitle, ["service": name]),
            content: """
                <div class="door-sheet">\(Part.heading(words(.informTitle, ["service": name]), lead: words(.informLead)))
                <p>\(words(.signedInAs, ["name": asked.person?.viewer.name?.full ?? asked.person?.viewer.signInName ?? ""]))</p>
                \(given(gets, words))\(HTML(links.map { "<p>\($0)</p>" as HTML }))
                \(Part.acts(acts))<p class="quiet">\(words(.seeLater))</p></div>
                """, isDoor: true)
        page.formsLeadTo = asked.address.redirect
        return page
    }

    /// The fields as a list, in the words of whoever reads.
    func given(_ fields: Set<String>, _ words: Words<OpenIDText>) -> HTML {
        let texts =
            ReleaseField.allCases.filter { fields.contains($0.rawValue) }.map { words($0.text) }
            + (fields.contains(AuthorizationModel.Asked.offline) ? [words(.offlineField)] : [])
        guard !texts.isEmpty else { return "<p>\(words(.onlySubject))</p>" }
        return "<p>\(words(.getsLead))</p><ul>\(HTML(texts.map { "<li>\($0)</li>" as HTML }))</ul>"
    }

    /// Nothing is sent anywhere: whoever reads this came by a broken link of a service.
    func problemPage(_ problem: AuthorizationModel.Problem, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let (title, text) =
            switch problem {
            case .unknownClient: (words(.unknownClientTitle), words(.unknownClientText))
            case .unknownAddress: (words(.unknownAddressTitle), words(.unknownAddressText))
            case .requestIsOver: (words(.requestIsOverTitle), words(.requestIsOverText))
            }
        return Page(
            title: title, content: "<div class=\"door-sheet\">\(Part.heading(title, lead: text))</div>",
            status: .badRequest, isDoor: true)
    }
}

extension ReleaseField {
    /// What people call it.
    var text: OpenIDText {
        switch self {
        case .name: .fieldName
        case .email: .fieldEmail
        case .phone: .fieldPhone
        case .birthDate: .fieldBirthDate
        case .language: .fieldLanguage
        case .school: .fieldSchool
        case .role: .fieldRole
        case .groups: .fieldGroups
        case .classLevel: .fieldClassLevel
        case .learnerNumber: .fieldLearnerNumber
        }
    }
}
