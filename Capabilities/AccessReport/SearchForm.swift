import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// What an administrator typed to search the log.
struct LogSearchForm: Sendable {
    /// One of the two people whom a search may name.
    struct Named: Sendable {
        var text: String
        /// Whom the text turned out to mean, or who was chosen among several.
        var person: Person?
        var candidates: [Person] = []
    }

    static let mostCandidates = 10
    static let fewestReasonCharacters = 10

    var reason = ""
    var person = Named(text: "")
    var reader = Named(text: "")
    var span = LogSpan()
    var errors: [FieldError] = []

    init() {}

    init(_ form: Form, _ words: Words<AccessReportText>) {
        reason = form.text("reason")
        (person.text, reader.text) = (form.text("person"), form.text("reader"))
        (span, errors) = LogSpan.read(form, words)
        span.until = nil
        if reason.count < LogSearchForm.fewestReasonCharacters {
            errors.insert(FieldError(words(.reasonMissing), in: "reason"), at: 0)
        }
        let asked = ["person", "person-id", "reader", "reader-id", "from", "to"].map(form.text)
        if asked.allSatisfy(\.isEmpty) && errors.isEmpty {
            errors.append(FieldError(words(.nothingAsked), in: "person"))
        }
    }
}

extension AccessReport {
    func mountSearchForm(on site: Site<Viewer>) {
        site.get(
            ActingPath.accessLogSearch, may: .acting(as: .administrator),
            load: { read in
                let provider = try read.record(as: .administrator).provider
                var form = LogSearchForm()
                if let id = ID<Person>(read.visit.query.text("person")) {
                    let person = try read.one(Person.among([id], in: provider.id))
                    read.look(at: person.id, in: provider.id, for: "accessLog", as: .administrator)
                    form.person = LogSearchForm.Named(text: person.name.full, person: person)
                }
                let earlier = try read.all(LogSearch.latest(by: read.viewer.account, in: provider.id))
                return SearchFormModel(provider: provider, form: form, earlier: earlier)
            }, page: searchFormPage)
        site.post(AccessReportPath.searches, may: .acting(as: .administrator), change: create)
    }

    private func create(_ write: PageWrite<Viewer>) throws -> Outcome {
        let slug = try write.visit.text("provider")
        guard let provider = write.viewer.record(at: slug, as: .administrator)?.provider else { throw Fault.missing }
        let words = texts(in: write.visit.language)
        var form = LogSearchForm(write.visit.form, words)
        if form.errors.isEmpty {
            try resolve(&form.person, "person", &form.errors, provider.id, write)
            try resolve(&form.reader, "reader", &form.errors, provider.id, write)
        }
        guard form.errors.isEmpty else {
            return .page(searchFormPage(SearchFormModel(provider: provider, form: form, earlier: []), write.visit))
        }
        let search = try LogSearch.keep(
            form, person: form.person.person?.id, reader: form.reader.person?.id, by: write.viewer.account,
            in: provider.id, at: write.visit.now, in: write.writer)
        try Change(
            "search", of: "access_log_search", search.uuid, in: provider.id.uuid, by: write.viewer.account.uuid
        ).write(at: write.visit.now, in: write.writer)
        return .seeOther(AccessReportPath.search(slug, search))
    }

    /// Who is meant by a sign-in name or by the beginning of a name; among several one chooses.
    private func resolve(
        _ named: inout LogSearchForm.Named, _ field: String, _ errors: inout [FieldError], _ provider: ID<Provider>,
        _ write: PageWrite<Viewer>
    ) throws {
        let words = texts(in: write.visit.language)
        let chosen = ID<Person>(write.visit.form.text("\(field)-id"))
        let found: [Person] =
            if let chosen {
                try write.writer.all(Person.among([chosen], in: provider))
            } else if named.text.isEmpty {
                []
            } else if named.text.contains("@") {
                try write.writer.all(Person.signingIn(as: SignInName.folded(named.text), in: provider))
            } else {
                try write.writer.all(Person.called(named.text, in: provider))
            }
        named.person = found.count == 1 ? found.first : nil
        guard named.person == nil, !named.text.isEmpty || chosen != nil else { return }
        if found.isEmpty {
            errors.append(FieldError(words(.unknownPerson), in: field))
        } else if found.count > LogSearchForm.mostCandidates {
            errors.append(FieldError(words(.tooManyFound), in: field))
        } else {
            errors.append(FieldError(words(.choose), in: field))
            named.candidates = found
            for person in found {
                try write.viewer.look(at: person.id, in: provider, for: "accessLog", as: .administrator).map {
                    try AccessLog.write($0, at: write.visit.now, in: write.writer)
                }
            }
        }
    }
}
