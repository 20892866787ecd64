import Accounts
import Base
import Directory
import Storage
import Web

extension Badges {
    /// Where a card is shown. Nothing here names anybody before a card that is good here and now was shown.
    func mountDoor(on site: Site<Viewer>) {
        site.get(
            BadgePath.door, may: .anyone,
            load: { reader, _, visit in
                try visit.cookie(ClassDevice.cookie).map {
                    try reader.all(DoorState.of(Token(text: $0), at: visit.now))
                } ?? []
            }
        ) { states, visit in .page(doorPage(states, nil, visit)) }
        site.post(BadgePath.door, may: .anyone) { visit in try await enter(visit) }
    }

    /// What came of a card that was shown.
    private enum Found: Sendable {
        case tooMany(Fault)
        case nothing([DoorState])
        case arrival(Arrival)
    }

    private func enter(_ visit: Visit) async throws -> Outcome {
        guard let text = visit.cookie(ClassDevice.cookie) else { return .page(doorPage([], .unknownDevice, visit)) }
        let (form, device) = (DoorForm(visit.form), Token(text: text))
        switch try await database.write({ try find(form.card, on: device, visit, in: $0) }) {
        case .tooMany(let fault): throw fault
        case .nothing(let states):
            return .page(doorPage(states, states.isEmpty ? .unknownDevice : .unknownCard, visit))
        case .arrival(let arrival):
            switch form.step(for: arrival) {
            case .compare(let code): return try await compare(code, arrival, form, device, visit)
            case .keep(let code): return try await keep(code, arrival, form, device, visit)
            case let step: return .page(picturePage(step, arrival, form, visit))
            }
        }
    }

    /// The card, if it is good on this device now. What is not is counted for the device, and one answer serves for all
    /// reasons.
    private func find(
        _ card: ShownCard?, on device: Token, _ visit: Visit, in writer: any Writer
    ) throws -> Found {
        let states = try writer.all(DoorState.of(device, at: visit.now))
        guard !states.isEmpty else { return .nothing([]) }
        let subjects = [Throttle.Subject.badges(on: device.text)]
        if let fault = try Throttle.refusal(subjects, at: visit.now, in: writer) { return .tooMany(fault) }
        guard let card, let arrival = try writer.first(Arrival.of(card, on: device, seal, at: visit.now)) else {
            return .nothing(states)
        }
        try Throttle.forgive(subjects, in: writer)
        return .arrival(arrival)
    }

    /// The picture code, tried after it was counted.
    private func compare(
        _ code: PictureCode, _ arrival: Arrival, _ form: DoorForm, _ device: Token, _ visit: Visit
    ) async throws -> Outcome {
        let subjects = [Throttle.Subject.badges(on: device.text)]
        let (fault, isOpen) = try await database.write { writer -> (Fault?, Bool) in
            if let fault = try Throttle.refusal(subjects, at: visit.now, in: writer) { return (fault, false) }
            return (nil, try PictureCode.countTry(of: arrival.person, in: arrival.provider.id, in: writer))
        }
        if let fault { throw fault }
        guard isOpen else { return .page(picturePage(.refused(.locked), arrival, form, visit)) }
        guard try await hasher.verify(Secret(code.text), against: arrival.secret) else {
            let isLast = arrival.tries + 1 >= PictureCode.mostTries
            return .page(
                isLast
                    ? picturePage(.refused(.locked), arrival, form, visit)
                    : picturePage(.recall(PictureCode()), arrival, form, visit, isWrong: true))
        }
        return try await letIn(form, device, visit) { arrival, writer in
            try Throttle.forgive(subjects, in: writer)
            try PictureCode.forgive(arrival.person, in: arrival.provider.id, in: writer)
        }
    }

    /// The child's first code.
    private func keep(
        _ code: PictureCode, _ arrival: Arrival, _ form: DoorForm, _ device: Token, _ visit: Visit
    ) async throws -> Outcome {
        let hash = try await hasher.hash(Secret(code.text))
        return try await letIn(form, device, visit) { arrival, writer in
            guard
                try PictureCode.keep(
                    hash, of: arrival.person, in: arrival.provider.id, at: visit.now, in: writer)
            else { throw Fault(.conflict, log: "a picture code was chosen twice at once") }
        }
    }

    /// A session until the door shuts, if the card is still good; `first` is done in the same transaction.
    private func letIn(
        _ form: DoorForm, _ device: Token, _ visit: Visit,
        first: @escaping @Sendable (Arrival, any Writer) throws -> Void
    ) async throws -> Outcome {
        let result = try await database.write { writer -> (arrival: Arrival, token: Token?)? in
            guard let card = form.card,
                let arrival = try writer.first(Arrival.of(card, on: device, seal, at: visit.now))
            else { return nil }
            try first(arrival, writer)
            guard let account = try account(of: arrival, visit, in: writer) else { return (arrival, nil) }
            let token = try Session.begin(
                for: account, by: .badge, instead: visit.sessionToken, browser: visit.browser,
                lasting: SessionTerm(endsAt: arrival.endsAt, isShared: false), at: visit.now, in: writer)
            try arrival.note(try writer.one(Session.id(of: token)), at: visit.now, in: writer)
            return (arrival, token)
        }
        guard let result else {
            let states = try await database.read { try $0.all(DoorState.of(device, at: visit.now)) }
            return .page(doorPage(states, .unknownCard, visit))
        }
        guard let token = result.token else {
            let states = try await database.read { try $0.all(DoorState.of(device, at: visit.now)) }
            return .page(doorPage(states, .notThisWay, visit))
        }
        // Many share the device: the cookie goes with the browser, and the session ends with the door in any case.
        return .seeOther(PathPattern("/")(), [NewCookie(CookieName.session, token.text, seconds: nil)])
    }
}
