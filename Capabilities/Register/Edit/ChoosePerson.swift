import Accounts
import Base
import Directory
import Storage
import Web

/// People to choose one from, found by name.
struct PersonChoice: Sendable {
    let search: PeopleSearch
    let found: [FoundPerson]
    let posts: [FoundPost]

    /// Nothing is listed before something is asked.
    init(_ visit: Visit, _ scope: Scope, except people: Set<ID<Person>>, in reader: any Reader) throws {
        var search = PeopleSearch()
        search.text = String(visit.query.text("q").prefix(100))
        self.search = search
        guard !search.text.isEmpty else {
            (found, posts) = ([], [])
            return
        }
        found = try search.found(scope, in: reader).filter { !people.contains($0.person.id) }
        posts = try reader.all(FoundPost.of(found.map(\.person.id), in: scope.provider.id, on: scope.day))
    }

    var shown: [ID<Person>] { found.map(\.person.id) }
}

extension Register {
    /// The search and its answers; each answer leads to the same page with the person in its address.
    func choosing(_ choice: PersonChoice, at link: Link, _ words: RegisterWords) -> HTML {
        let text = Field(
            words(.searchName), name: "q", kind: .search, value: choice.search.text, hint: words(.searchHint),
            isRequired: false)
        let form = Part.search(
            words(.searchPeople), to: link, Part.field(text, words.parts), button: words(.searchButton))
        guard !choice.search.text.isEmpty else { return form }
        guard !choice.found.isEmpty else {
            return "\(form)\(Part.empty(words(.noneFound), words(.noneFoundText), icon: .search))"
        }
        let rows = choice.found.prefix(PeopleSearch.pageSize).map { found in
            foundRow(found, choice.posts, to: link.with(["with": found.person.id.description]), words)
        }
        return "\(form)\(Part.section(words(.chooseOne), id: "found", Part.rows(Array(rows))))"
    }

    /// A person in a list, with what tells namesakes apart.
    func foundRow(_ found: FoundPerson, _ posts: [FoundPost], to link: Link, _ words: RegisterWords) -> HTML {
        let places = Set(
            posts.filter { $0.person == found.person.id }.map { "\(words($0.role)), \($0.organisation)" }
        ).sorted()
        let notes = places + [found.homeroom, found.birthDate.map(words.plain)].compactMap { $0 }
        return personRow(
            found.person, to: link, note: notes.isEmpty ? nil : notes.joined(separator: " · "), isEnded: found.isEnded,
            words)
    }
}

extension Visit {
    /// The other person of a page about two.
    var withPerson: ID<Person>? { ID(query.text("with")) }
}
