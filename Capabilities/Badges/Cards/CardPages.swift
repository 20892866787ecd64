import Accounts
import Base
import Directory
import Storage
import Web

/// The cards of a group, its door and its devices.
struct CardsModel: Sendable {
    let role: Role
    let provider: Provider
    let group: SchoolGroup
    let cards: [PupilCard]
    /// Pupils whose account stands for nobody else: a card may open it.
    let allowed: Set<ID<Person>>
    let opening: Opening?
    let devices: [ClassDevice]
    var errors: [FieldError] = []

    /// Who the page names, beside the pupils.
    var opener: ID<Person>? { opening?.opener.id }
}

extension Badges {
    /// The list, and taking cards away.
    func mountCards(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.badges(role), may: Badges.policy(role),
            load: { read in
                let model = try load(read.viewer, read.visit, as: role, in: read)
                for person in model.cards.map(\.person.id) + [model.opener].compactMap({ $0 }) {
                    read.look(at: person, in: model.provider.id, for: "badges", as: role)
                }
                return model
            }, page: cardsPage)
        site.post(BadgePath.ending(role), may: Badges.policy(role)) { write in
            let reach = try GroupReach(write, as: role)
            let person = try write.visit.id("person", of: Person.self)
            guard try end([person], reach, write) == [person] else { throw Fault.missing }
            return .done("badge-ended", at: reach.page)
        }
        site.post(BadgePath.allEnding(role), may: Badges.policy(role)) { write in
            let reach = try GroupReach(write, as: role)
            let cards = try reach.cards(on: write.visit.today, in: write.writer)
            _ = try end(cards.map(\.person.id), reach, write)
            return .done("badges-ended", at: reach.page)
        }
        guard role == .teacher else { return }
        site.post(BadgePath.pictureCodeEnding, may: Badges.policy(role)) { write in
            let reach = try GroupReach(write, as: role)
            let person = try write.visit.id("person", of: Person.self)
            let cards = try reach.cards(on: write.visit.today, in: write.writer)
            guard cards.contains(where: { $0.person.id == person }),
                try PictureCode.forget(person, in: reach.provider.id, in: write.writer)
            else { throw Fault.missing }
            try write.note("end-picture-code", person, in: reach)
            return .done("picture-code-ended", at: reach.page)
        }
    }

    /// Ends the cards of these pupils of the group and signs out who came in by them.
    private func end(
        _ people: [ID<Person>], _ reach: GroupReach, _ write: PageWrite<Viewer>
    ) throws -> [ID<Person>] {
        let own = Set(try reach.cards(on: write.visit.today, in: write.writer).map(\.person.id))
        let ended = try Badge.end(
            of: people.filter(own.contains), in: reach.provider.id, at: write.visit.now, in: write.writer)
        for person in ended { try write.note("end-badge", person, in: reach) }
        return ended
    }

    func load(_ viewer: Viewer, _ visit: Visit, as role: Role, in reader: any Reader) throws -> CardsModel {
        let reach = try GroupReach(viewer, visit, as: role, in: reader)
        let cards = try reach.cards(on: visit.today, in: reader)
        return CardsModel(
            role: role, provider: reach.provider, group: reach.group, cards: cards,
            allowed: try allowed(cards.map(\.person.id), reach, visit, in: reader),
            opening: try reader.first(Opening.current(of: reach.group.id, in: reach.provider.id, at: visit.now)),
            devices: role == .teacher ? try reader.all(ClassDevice.all(of: reach.group.id, in: reach.provider.id)) : [])
    }

    /// Those whose account is the pupil's alone: whoever makes a card could use it.
    func allowed(
        _ people: [ID<Person>], _ reach: GroupReach, _ visit: Visit, in reader: any Reader
    ) throws -> Set<ID<Person>> {
        let standings = Dictionary(
            grouping: try reader.all(Standing.around(people, in: reach.provider.id, on: Day(visit.today))), by: \.asked)
        return Set(
            people.filter { SignInHelp.may(.teacher, help: $0, standings[$0] ?? [], in: reach.provider.id) })
    }
}
