import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// What an administrator typed to narrow the audit, or to take a file of it.
struct AuditForm: Sendable {
    /// The fields that name people, with what each is called.
    static let people: [(name: String, label: AccessReportText)] = [("person", .auditPerson), ("maker", .auditMaker)]

    var question = AuditQuestion()
    var named: [String: LogSearchForm.Named] = [:]
    var reason = ""
    var errors: [FieldError] = []

    func error(_ field: String) -> String? { errors.first { $0.field == field }?.text }

    /// Reads the form and finds whom it names; among several one chooses.
    static func read(
        _ form: Form, _ words: Words<AccessReportText>, in provider: ID<Provider>, _ reader: any Reader
    ) throws -> AuditForm {
        var read = AuditForm()
        let (span, errors) = LogSpan.read(form, words)
        read.errors = errors
        read.reason = form.text("reason")
        read.question.topic = AuditTopic(form.text("topic"))
        (read.question.from, read.question.to) = (span.from, span.to)
        read.question.after = ID(form.text("after"))
        for (name, _) in people { try read.find(name, form, words, in: provider, reader) }
        (read.question.person, read.question.maker) = (
            read.named["person"]?.person?.id, read.named["maker"]?.person?.id
        )
        return read
    }

    private mutating func find(
        _ field: String, _ form: Form, _ words: Words<AccessReportText>, in provider: ID<Provider>,
        _ reader: any Reader
    ) throws {
        var one = LogSearchForm.Named(text: form.text(field))
        let chosen = one.text.isEmpty ? ID<Person>(form.text("\(field)-id")) : nil
        let found = try Person.meant(by: one.text, chosen, in: provider, reader)
        one.person = found.count == 1 ? found.first : nil
        if let person = one.person, one.text.isEmpty { one.text = person.name.full }
        if one.person == nil, !one.text.isEmpty || chosen != nil {
            let isMany = found.count > LogSearchForm.mostCandidates
            let text: AccessReportText = found.isEmpty ? .unknownPerson : isMany ? .tooManyFound : .choose
            errors.append(FieldError(words(text), in: field))
            one.candidates = isMany ? [] : found
        }
        named[field] = one
    }
}

extension Person {
    /// Who is meant by an id that was chosen, a sign-in name, or the beginning of a name.
    static func meant(
        by text: String, _ chosen: ID<Person>?, in provider: ID<Provider>, _ reader: any Reader
    ) throws -> [Person] {
        if let chosen { return try reader.all(among([chosen], in: provider)) }
        guard !text.isEmpty else { return [] }
        return text.contains("@")
            ? try reader.all(signingIn(as: SignInName.folded(text), in: provider))
            : try reader.all(called(text, in: provider))
    }
}
