import Accounts
import Base
import Directory
import Web

extension Register {
    func duplicatesPage(_ model: DuplicatesModel, _ visit: Visit) -> Page {
        let (words, scope) = (words(visit), model.scope)
        let list = RegisterPath.duplicates(scope.role)(scope.slug)
        let said = Part.linkButton(
            words(.distinctTitle), to: RegisterPath.distinct(scope.role)(scope.slug), icon: .people)
        let cards = model.pairs.map { pair in
            self.pair(
                (pair.first, pair.second), model.people, scope, title: words(pair.ground), words,
                acts: [
                    Part.linkButton(
                        words(.comparePair),
                        to: RegisterPath.merge(scope.role)(scope.slug, pair.first).with(
                            ["with": pair.second.description]), icon: .swap, about: names(pair, model.people)),
                    distinctAction((pair.first, pair.second), scope, about: names(pair, model.people), words),
                ])
        }
        let found =
            cards.isEmpty
            ? Part.empty(words(.noDuplicates), words(.noDuplicatesText), icon: .check)
            : Part.section(words(.surestFirst), id: "pairs", HTML(cards))
        let content: HTML = """
            \(Part.heading(words(.duplicatesTitle), lead: words(.duplicatesLead), acts: [said]))
            \(tabs(scope, .duplicates, words))
            \(found)
            \(Part.listPagination(first: model.isFirst ? nil : list, next: model.next?.link(list), words.parts))
            """
        return Page(
            title: words(.duplicatesTitle), content: content, place: Place.register, acting: scope.acting,
            done: words.done(visit))
    }

    func distinctPage(_ model: DistinctModel, _ visit: Visit) -> Page {
        let (words, scope) = (words(visit), model.scope)
        let duplicates = RegisterPath.duplicates(scope.role)(scope.slug)
        let list = RegisterPath.distinct(scope.role)(scope.slug)
        let cards = model.pairs.map { pair in
            let about = names(pair.first, pair.second, model.people)
            return self.pair(
                (pair.first, pair.second), model.people, scope, title: words(said: pair), words,
                acts: [
                    Part.action(
                        words(.distinctUndo), to: RegisterPath.distinctEnding(scope.role)(scope.slug),
                        values: ["first": pair.first.description, "second": pair.second.description], icon: .undo,
                        about: about)
                ])
        }
        let content: HTML = """
            \(Part.heading(
                words(.distinctTitle), over: words(.duplicatesTitle), back: duplicates, lead: words(.distinctLead)))
            \(cards.isEmpty
                ? Part.empty(words(.noDistinct), words(.noDistinctText), icon: .people)
                : Part.section(words(.newestFirst), id: "pairs", HTML(cards)))
            \(Part.timePagination(
                newest: model.isFirst ? nil : list,
                older: model.older.map { list.with(["before": String($0.milliseconds)]) }, words.parts))
            """
        return Page(title: words(.distinctTitle), content: content, place: Place.register, acting: scope.acting)
    }

    /// The button that says that two records are of two people.
    func distinctAction(
        _ pair: (ID<Person>, ID<Person>), _ scope: Scope, about: String?, _ words: RegisterWords
    ) -> HTML {
        Part.action(
            words(.saysDistinct), to: RegisterPath.distinct(scope.role)(scope.slug),
            values: ["first": pair.0.description, "second": pair.1.description], look: .plain, icon: .people,
            about: about)
    }

    private func pair(
        _ pair: (ID<Person>, ID<Person>), _ people: FoundPeople, _ scope: Scope, title: String, _ words: RegisterWords,
        acts: [HTML]
    ) -> HTML {
        let rows = [pair.0, pair.1].compactMap { id in
            people.found[id].map {
                foundRow($0, people.posts, to: RegisterPath.person(scope.role)(scope.slug, id), words)
            }
        }
        return Part.card(title, "\(Part.rows(rows))\(Part.acts(acts))")
    }

    private func names(_ pair: Duplicate, _ people: FoundPeople) -> String {
        names(pair.first, pair.second, people)
    }

    private func names(_ first: ID<Person>, _ second: ID<Person>, _ people: FoundPeople) -> String {
        [first, second].compactMap { people.found[$0]?.person.name.full }.joined(separator: ", ")
    }
}

extension RegisterWords {
    /// Why two records may be of one person.
    func callAsFunction(_ ground: LikelyGround) -> String {
        switch ground {
        case .identity: self(.groundIdentity)
        case .nameAndBirth: self(.groundNameAndBirth)
        case .nameAndContact: self(.groundNameAndContact)
        case .likeNameAndBirth: self(.groundLikeName)
        case .name: self(.groundName)
        }
    }

    /// Who said of two records that they are of two people, and when.
    func callAsFunction(said pair: SaidDistinct) -> String {
        self(.saidDistinct, ["person": pair.author?.name.full ?? self(.byOther), "when": moment(pair.at)])
    }
}
