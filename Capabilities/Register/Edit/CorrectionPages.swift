import Accounts
import Base
import Directory
import Storage
import Web

extension Register {
    func mountCorrection(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.correction(role), may: .acting(as: role), load: { try personModel($0, role) },
            page: { model, visit in
                let words = words(visit)
                return correctionPage(model, Typed(visit.form, words), isNew: true, words)
            })
        site.post(RegisterPath.correction(role), may: .acting(as: role)) { write in
            try correct(Edit(write, as: role))
        }
    }

    private func correct(_ edit: Edit) throws -> Outcome {
        let (file, words) = (try edit.file(), words(edit.write.visit))
        var typed = Typed(edit.write.visit.form, words)
        let name = PersonName(
            given: typed.line("given"), called: typed.line("called"), family: typed.line("family", isRequired: false))
        let birthDate = typed.day("birth")
        if let birthDate, birthDate > edit.scope.day.date { typed.refuse("birth", .bornInFuture) }
        let language = typed.line("language", isRequired: false, most: 35)
        guard typed.errors.isEmpty else {
            let model = PersonModel(scope: edit.scope, file: file)
            return try edit.refused(correctionPage(model, typed, isNew: false, words), showing: [file.person.id])
        }
        let person = file.person
        let before = Register.fields(person.name, file.record.birthDate, file.record.language)
        let after = Register.fields(name, birthDate, language.isEmpty ? nil : language)
        guard before != after else { return edit.done(.correct, at: person.id) }
        try edit.feed(.update, .person, person.id.uuid)
        try edit.update(person.id, name, birthDate, language: language.isEmpty ? nil : language)
        try NameIndex.refresh([person.id], in: edit.provider, edit.writer)
        try PersonPlaces.refresh([person.id], in: edit.provider, edit.writer)
        try edit.log(.correct, .person, person.id.uuid, before: before, after: after, concerning: [])
        return edit.done(.correct, at: person.id)
    }

    private static func fields(_ name: PersonName, _ birthDate: CivilDate?, _ language: String?) -> [String: String] {
        [
            "given_names": name.given, "called_name": name.called, "family_name": name.family,
            "birth_date": birthDate?.description, "language": language,
        ].compactMapValues { $0 }
    }

    private func correctionPage(_ model: PersonModel, _ typed: Typed, isNew: Bool, _ words: RegisterWords) -> Page {
        let (record, name) = (model.file.record, model.file.person.name)
        func text(
            _ label: RegisterText, _ key: String, _ now: String, hint: RegisterText? = nil, isRequired: Bool = true
        )
            -> HTML
        {
            Part.field(
                field(label, key, typed, value: isNew ? now : nil, hint: hint, isRequired: isRequired, words),
                words.parts)
        }
        let birth = field(
            .birthDate, "birth", typed, kind: .date, value: isNew ? record.birthDate?.description ?? "" : nil,
            isRequired: false, width: .short, words)
        return formPage(
            words(.correctTitle), model.scope, typed, to: model.link(RegisterPath.correction), back: model.back,
            before: importNotice(record.source, words),
            fields: """
                \(text(.givenNames, "given", name.given))\
                \(text(.calledName, "called", name.called, hint: .calledNameHint))\
                \(text(.familyName, "family", name.family, isRequired: false))\(Part.field(birth, words.parts))\
                \(Part.select(languageField(record, typed, isNew, words), languages(record, words), words.parts))
                """, button: words(.save), words)
    }

    private func languageField(_ record: PersonRecord, _ typed: Typed, _ isNew: Bool, _ words: RegisterWords) -> Field {
        field(
            .language, "language", typed, value: isNew ? record.language ?? "" : nil, isRequired: false, words)
    }

    /// The languages of instruction and whatever the register has now.
    private func languages(_ record: PersonRecord, _ words: RegisterWords) -> [Choice] {
        let known = ["fi", "sv", "se", "en"]
        let codes = known + [record.language].compactMap { $0 }.filter { !known.contains($0) }
        return [Choice(words(.unknown), value: "")] + codes.map { Choice(words.language($0), value: $0) }
    }
}

extension PersonModel {
    /// One of the person's pages.
    func link(_ path: (Role) -> PathPattern) -> Link { path(scope.role)(scope.slug, file.person.id) }

    /// From a page about the person one gets back to the person.
    var back: (text: String, link: Link) {
        scope.role == .principal
            ? (host.name.full, ActingPath.person(.principal)(scope.slug, host.id))
            : (file.person.name.full, link(RegisterPath.person))
    }

    /// On whose page the person stands: for the principal a guardian is found with the child.
    var host: Person {
        guard scope.role == .principal else { return file.person }
        return file.children.first { $0.standing(on: scope.day) == .inForce }?.other ?? file.person
    }
}
