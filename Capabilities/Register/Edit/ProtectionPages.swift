import Accounts
import Base
import Directory
import Storage
import Web

extension Register {
    func mountProtection(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.protection(role), may: .acting(as: role, assurance: .strong),
            load: { try personModel($0, role) },
            page: { model, visit in
                let words = words(visit)
                return protectionPage(model, Typed(visit.form, words), words)
            })
        site.post(RegisterPath.protection(role), may: .acting(as: role, assurance: .strong)) { write in
            try protect(Edit(write, as: role), true)
        }
        site.post(RegisterPath.protectionEnding(role), may: .acting(as: role, assurance: .strong)) { write in
            try protect(Edit(write, as: role), false)
        }
    }

    private func protect(_ edit: Edit, _ isProtected: Bool) throws -> Outcome {
        let (file, words) = (try edit.file(), words(edit.write.visit))
        var typed = Typed(edit.write.visit.form, words)
        let reason = typed.line("reason", most: 500)
        guard typed.errors.isEmpty else {
            let model = PersonModel(scope: edit.scope, file: file)
            return try edit.refused(protectionPage(model, typed, words), showing: model.file.shown)
        }
        let action: Action = isProtected ? .protect : .unprotect
        let person = file.person
        guard person.isProtected != isProtected else { return edit.done(action, at: person.id) }
        try edit.feed(.update, .person, person.id.uuid)
        try edit.setProtected(isProtected, of: person.id)
        try edit.log(
            action, .person, person.id.uuid, before: ["protected": person.isProtected ? "yes" : "no"],
            after: ["protected": isProtected ? "yes" : "no", "reason": reason], concerning: [])
        return edit.done(action, at: person.id)
    }

    private func protectionPage(_ model: PersonModel, _ typed: Typed, _ words: RegisterWords) -> Page {
        let isProtected = model.file.person.isProtected
        let path = isProtected ? RegisterPath.protectionEnding : RegisterPath.protection
        return formPage(
            words(isProtected ? .unprotectTitle : .protectTitle), model.scope, typed, to: model.link(path),
            back: model.back, before: "\(consequences(model, words))\(importNotice(model.file.record.source, words))",
            fields: Part.field(
                field(.protectReason, "reason", typed, hint: .protectReasonHint, width: .full, words), words.parts),
            button: words(isProtected ? .unprotect : .protect), isDangerous: isProtected, words)
    }

    /// What changes for whom, before it does.
    private func consequences(_ model: PersonModel, _ words: RegisterWords) -> HTML {
        guard !model.file.person.isProtected else {
            return Part.notice(words(.consequences), .stop, lines([.unprotectNames, .unprotectContacts], words))
        }
        let inForce = model.file.guardians.filter { $0.standing(on: model.scope.day) == .inForce && $0.scope != .full }
        let hidden = inForce.map { "<li>\(words(.protectGuardian, ["guardian": $0.other.name.full]))</li>" as HTML }
        return Part.notice(
            words(.consequences), .warning,
            """
            \(lines([.protectNames, .protectClassmates, .protectContacts, .protectServices], words))\
            \(hidden.isEmpty ? .nothing : "<ul>\(hidden)</ul>")
            """)
    }

    private func lines(_ keys: [RegisterText], _ words: RegisterWords) -> HTML {
        "<ul>\(keys.map { "<li>\(words($0))</li>" as HTML })</ul>"
    }
}
