import Base
import Directory

/// What a teacher's form changes in a register that somebody else may have saved since the form was opened.
struct RegisterMerge: Sendable {
    /// One pupil of the form.
    struct Line: Sendable {
        let person: ID<Person>
        /// The standing with which the form was opened.
        let was: Standing.Token
        let typed: Standing
        /// The standing now, whether there is an entry for it, and whether any saving had this pupil on its list.
        let now: Standing
        let hasEntry: Bool
        let wasOnList: Bool
    }

    /// What is to be written.
    private(set) var written: [(person: ID<Person>, standing: Standing)] = []

    init(_ lines: [Line]) {
        for line in lines {
            guard line.typed.token != line.was else {
                // On a first list the whole page is what the teacher says, what was announced included.
                if !line.wasOnList, !line.hasEntry, line.typed.isException {
                    written.append((line.person, line.typed))
                }
                continue
            }
            guard line.typed.token != line.now.token || !line.wasOnList && !line.hasEntry else { continue }
            if line.hasEntry || line.typed.isException { written.append((line.person, line.typed)) }
        }
    }
}

extension Standing {
    /// A standing as a form carries it, only to be compared.
    struct Token: Hashable, Sendable, CustomStringConvertible {
        let description: String

        init(_ text: String) { description = text }
    }

    var token: Token {
        let reason = code?.description ?? absenceClass?.rawValue ?? ""
        return Token("\(mark.rawValue)|\(minutes.map(String.init) ?? "")|\(reason)|\(note ?? "")")
    }
}
