import CLibpq
import Storage

/// Something sent, whose outcome is under way.
enum Awaited {
    /// The end of one exchange; after a failure the server skips to here.
    case sync
    /// Ends what is over already, so nobody asks how it went.
    case ignored
    case opening
    case preparation(Statement)
    case answer(Statement)
}

extension Connection {
    /// Sends `statement`, behind what has to precede it, and waits for its answer: one round trip.
    func answer(to statement: Statement, isPrepared: Bool = true) throws -> Answer {
        try exchange {
            if isPrepared {
                sendPrepared(statement)
            } else {
                send(.answer(statement), statement.parameters.send(statement.text, on: handle))
            }
        }
    }

    /// The same for several; the first that fails ends them all.
    func answers(to statements: [Statement]) throws -> [Answer] {
        try exchangeAll(statements.count) { for statement in statements { sendPrepared(statement) } }
    }

    private func exchange(_ send: () -> Void) throws -> Answer {
        let answers = try exchangeAll(1, send)
        return answers[0]
    }

    private func exchangeAll(_ count: Int, _ send: () -> Void) throws -> [Answer] {
        if let refusal { throw refusal.fault }
        do {
            sendOpening()
            send()
            sendSync()
            let answers = try receive()
            if answers.count == count { return answers }
            isLost = true
            throw Refusal.lost
        } catch let refusal as Refusal {
            self.refusal = refusal
            throw refusal.fault
        }
    }

    /// Sends a statement whose outcome nobody waits for; it is read before the next answer.
    func post(_ text: String) {
        send(.ignored, Parameters().send(text, on: handle))
        sendSync()
    }

    private func sendOpening() {
        guard let opening else { return }
        // In exchanges of their own: BEGIN must be the first of its transaction to set the isolation.
        for name in statements.takeDoomed() { post("DEALLOCATE \(name)") }
        send(.opening, Parameters().send(opening, on: handle))
        self.opening = nil
    }

    private func sendPrepared(_ statement: Statement) {
        let name: String
        if let known = statements.name(for: statement) {
            name = known
        } else {
            name = statements.add(statement)
            send(.preparation(statement), statement.parameters.prepare(statement.text, as: name, on: handle))
        }
        send(.answer(statement), statement.parameters.execute(name, on: handle))
    }

    private func send(_ next: Awaited, _ status: Int32) {
        if status == 1 { awaited.append(next) } else { isLost = true }
    }

    private func sendSync() {
        if PQpipelineSync(handle) == 1 { awaited.append(.sync) } else { isLost = true }
    }

    /// Reads all that is under way and returns the answers; throws the first refusal that matters.
    @discardableResult func receive() throws(Refusal) -> [Answer] {
        defer { awaited.removeAll(keepingCapacity: true) }
        var answers: [Answer] = []
        var refusal: Refusal?
        for next in awaited {
            guard !isLost else { break }
            let outcome = outcome(of: next)
            let failure = outcome?.refusal
            if failure?.isFatal == true || PQstatus(handle) == CONNECTION_BAD {
                isLost = true
                refusal = refusal ?? failure ?? .lost
            }
            switch next {
            case .sync, .ignored: continue
            case .opening: break
            case .preparation(let statement): if failure != nil { statements.forget(statement) }
            case .answer(let statement):
                if failure?.isStalePlan == true { statements.doom(statement) }
                if let outcome { answers.append(outcome) }
            }
            refusal = refusal ?? failure
        }
        if let refusal { throw refusal }
        if isLost { throw .lost }
        return answers
    }

    private func outcome(of next: Awaited) -> Answer? {
        // PGRES_PIPELINE_SYNC stands alone; every other outcome is followed by a null.
        if case .sync = next { return PQgetResult(handle).map { Answer($0) } }
        var last: Answer?
        while let result = PQgetResult(handle) {
            last = Answer(result)
            if PQstatus(handle) == CONNECTION_BAD { break }
        }
        return last
    }
}
