import Accounts
import Base
import HTTPTypes
import Web

extension StrongSignIn {
    /// The key as a QR code and as text, and the field for the first code.
    func setUpPage(
        _ key: [UInt8], _ viewer: Viewer, to: String, _ errors: [FieldError], _ visit: Visit
    ) throws -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        guard let rows = QRCode.rows(of: OneTimeCode.address(key, name: viewer.signInName)) else {
            throw Fault(.broken, log: "a sign-in name that fits into no QR code")
        }
        let text: HTML = "<code>\(Base32.spaced(key))</code>"
        let reading: HTML = """
            <p>\(words(.codeStepOneText))</p>\(Part.squares(rows, label: words(.codeSquares)))\
            \(Part.definitions([(words(.codeKeyTerm), text)]))
            """
        let typing: HTML = """
            \(Part.field(field(errors.first?.text, visit), parts))\
            \(Part.acts([Part.button(words(.codeProve), look: .primary)]))
            """
        let form = Part.form(to: StrongSignInPath.codeProof(), values: ["to": to], typing)
        let content: HTML = """
            \(Part.heading(words(.addCodes), over: words(.waysTitle), back: ActingPath.account(),
                lead: words(.addCodesLead)))
            \(Part.errorSummary(errors, parts))\(Part.section(words(.codeStepOne), id: "key", reading))
            \(Part.section(words(.codeStepTwo), id: "proof", form))
            """
        return Page(
            title: words(.addCodes), content: content, status: errors.isEmpty ? .ok : .unprocessableContent,
            place: Place.account)
    }

    private func field(_ error: String?, _ visit: Visit) -> Field {
        let words = texts(in: visit.language)
        return Field(
            words(.codeField), name: "secret-code", value: visit.form.text("secret-code"), hint: words(.codeHint),
            error: error,
            autocomplete: "one-time-code", width: .short)
    }

    /// The codes on paper, shown this once.
    func recoveryPage(_ codes: [String], _ viewer: Viewer, to link: Link, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let lines = codes.enumerated().map { index, code in
            (term: words(.recoveryNumber, ["number": "\(index + 1)"]), value: "<code>\(code)</code>" as HTML)
        }
        let slip = Part.slip(
            "DigiOne: \(words(.recoveryTitle))", note: viewer.signInName, lines, foot: words(.recoveryFoot))
        let acts = [
            Part.printButton(words(.print)), Part.linkButton(words(.proceed), to: link, look: .primary),
        ]
        let content: HTML = """
            \(Part.heading(words(.recoveryTitle), lead: words(.recoveryLead)))
            \(Part.notice(words(.shownOnce), .warning, "<p>\(words(.shownOnceText))</p>"))
            \(Part.slips([slip]))\(Part.acts(acts))
            """
        return Page(title: words(.recoveryTitle), content: content, place: Place.account)
    }

    func codesPage(_ model: CodesModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let renewing = Part.action(words(.renewRecovery), to: StrongSignInPath.recovery())
        let removal: HTML =
            if let refusal = model.refusal {
                Part.notice(words(.staysTitle), .notice, "<p>\(words(refusal))</p>")
            } else {
                """
                <p>\(words(.removeCodesText))</p>\
                \(Part.acts([Part.action(words(.removeCodes), to: StrongSignInPath.codeEnding(), look: .danger)]))
                """
            }
        let content: HTML = """
            \(Part.heading(words(.codesTitle), over: words(.waysTitle), back: ActingPath.account(),
                lead: used(model.key, visit)))
            \(Part.section(words(.recoveryTitle), id: "recovery",
                "<p>\(words(.recoveryLeft, count: model.left))</p>\(Part.acts([renewing]))"))
            \(Part.section(words(.removeCodes), id: "removal", removal))
            """
        return Page(title: words(.codesTitle), content: content, place: Place.account)
    }

    /// When codes were set up and last used.
    func used(_ key: CodeKey, _ visit: Visit) -> String {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let made = words(.passkeyMade, ["when": days.moment(key.confirmedAt ?? key.madeAt)])
        let used = key.usedAt.map { words(.passkeyUsed, ["when": days.moment($0)]) } ?? words(.passkeyUnused)
        return "\(made) · \(used)"
    }
}
