import Accounts
import Base
import Directory
import Web

/// The part of the log that is asked for: days, and how far back in the list one has come.
struct LogSpan: Sendable {
    var from: CivilDate?
    var to: CivilDate?
    /// Where this page begins when it is not the newest.
    var until: Instant?

    var begins: Instant { from.map { Instant(startOf: $0) } ?? Instant(milliseconds: 0) }

    /// Exclusive.
    var ends: Instant {
        let days = Instant(startOf: (to ?? LogSpan.lastDay).adding(days: 1))
        return min(days, until.map { Instant(milliseconds: $0.milliseconds + 1) } ?? days)
    }

    private static let lastDay = CivilDate(dayNumber: 2_900_000)

    /// The days of a query, with what is wrong with them.
    static func read(_ form: Form, _ words: Words<AccessReportText>) -> (span: LogSpan, errors: [FieldError]) {
        var span = LogSpan()
        var errors: [FieldError] = []
        func day(_ name: String) -> CivilDate? {
            let text = form.text(name)
            let day = CivilDate(text)
            if !text.isEmpty && day == nil { errors.append(FieldError(words(.dateWrong), in: name)) }
            return day
        }
        (span.from, span.to) = (day("from"), day("to"))
        if let from = span.from, let to = span.to, from > to {
            errors.append(FieldError(words(.orderWrong), in: "to"))
        }
        span.until = Int64(form.text("until")).map { Instant(milliseconds: $0) }
        return (span, errors)
    }
}

/// A place in the list of an administrator's search.
struct LogCursor: Sendable, LosslessStringConvertible {
    let first: Instant
    let person: ID<Person>
    let reader: ID<LoggedReader>

    init(_ look: LoggedLook) { (first, person, reader) = (look.first, look.person, look.reader.id) }

    init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 3, let time = Int64(parts[0]), let person = ID<Person>(parts[1]),
            let reader = ID<LoggedReader>(parts[2])
        else { return nil }
        (first, self.person, self.reader) = (Instant(milliseconds: time), person, reader)
    }

    var description: String { "\(first.milliseconds).\(person).\(reader)" }
}

/// What an administrator asks the log.
struct LogQuestion: Sendable {
    var person: ID<Person>?
    /// The accounts of the reader who is asked for; nil asks for no reader, empty for one who never had an account.
    var readers: [ID<Account>]?
    var span = LogSpan()
    var cursor: LogCursor?
}

/// The rows of one page, and the last of them when older ones follow.
struct LogPage: Sendable {
    static let size = 50

    let looks: [LoggedLook]
    /// The row after which the next page begins.
    let last: LoggedLook?

    /// - Parameters:
    ///   - rows: at most one more than a page.
    ///   - isSamePlace: rows that the cursor cannot tell apart stay on one page.
    init(_ rows: [LoggedLook], isSamePlace: (LoggedLook, LoggedLook) -> Bool) {
        guard rows.count > LogPage.size, let next = rows.last else {
            (looks, last) = (rows, nil)
            return
        }
        let kept = rows.dropLast().prefix { !isSamePlace($0, next) }
        looks = kept.isEmpty ? rows : Array(kept)
        last = looks.last
    }
}
