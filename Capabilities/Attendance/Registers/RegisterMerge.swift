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
        /// What the home has said of the lesson, before or after it.
        var told: Standing?

        /// An absence without a reason has the one that the home has told, unless the form was opened with that: whoever
        /// tells of an illness while the register is open is not asked about it afterwards.
        var settled: Standing {
            guard let told, typed.mark == .absent, typed.absenceClass == .unexplained, typed.code == nil,
                told.token != was
            else { return typed }
            return Standing(.absent, told.absenceClass, note: typed.note)
        }
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
            let typed = line.settled
            guard typed.token != line.now.token || !line.wasOnList && !line.hasEntry else { continue }
            if line.hasEntry || typed.isException { written.append((line.person, typed)) }
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
