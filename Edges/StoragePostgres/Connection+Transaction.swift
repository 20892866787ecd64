import Foundation
import Storage

/// The two kinds of transaction that the face knows.
enum TransactionKind {
    case read, write

    var opening: String {
        switch self {
        // What a connection does by default: each option costs the server as much as a small statement.
        case .read: "BEGIN"
        case .write: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
        }
    }
}

extension Connection {
    /// Runs `body` in one transaction, again after a deadlock or a conflict, three times at most.
    func transact<Value>(_ kind: TransactionKind, _ body: (Session) throws -> Value) throws -> Value {
        var attempt = 0
        while true {
            (opening, refusal) = (kind.opening, nil)
            let outcome = Result { try body(Session(on: self)) }
            do {
                return try finish(kind, outcome)
            } catch {
                guard attempt < 3, !isLost, refusal?.mayRetry == true else { throw error }
            }
            attempt += 1
            Thread.sleep(forTimeInterval: Double.random(in: 0.002...0.02) * Double(attempt))
        }
    }

    private func finish<Value>(_ kind: TransactionKind, _ outcome: Result<Value, any Error>) throws -> Value {
        if isLost { throw StorageFault.unavailable }
        let hasBegun = opening == nil
        guard refusal == nil, case .success(let value) = outcome else {
            if hasBegun { post("ROLLBACK") }
            _ = try outcome.get()
            // A body may swallow the error of a statement; the transaction is over for all that.
            throw refusal?.fault ?? .unavailable
        }
        guard hasBegun else { return value }
        switch kind {
        case .read: post("COMMIT")
        case .write: try commit()
        }
        return value
    }

    /// Runs one statement outside any transaction.
    func alone(_ text: String) throws {
        (opening, refusal) = (nil, nil)
        post("SET default_transaction_read_only = off")
        defer { post("SET default_transaction_read_only = on") }
        _ = try answer(to: Statement(text), isPrepared: false)
    }

    private func commit() throws {
        let answer = try answer(to: Statement("COMMIT"), isPrepared: false)
        // The server answers COMMIT of a failed transaction with ROLLBACK and calls that a success.
        guard answer.command == "COMMIT" else { throw StorageFault.statement(code: "25P02") }
    }
}
