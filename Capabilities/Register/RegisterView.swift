import Base
import Directory
import Web

/// The three sides of the register.
enum RegisterSide { case people }

extension Register {
    func tabs(_ scope: Scope, _ side: RegisterSide, _ words: RegisterWords) -> HTML {
        .nothing
    }

    /// One person in a list, with what must be known at once.
    func personRow(
        _ person: Person, to link: Link?, note: String?, isEnded: Bool = false, _ words: RegisterWords
    ) -> HTML {
        let mark = person.isProtected ? Part.tag(words(.protected), .stop, icon: .lock) : .nothing
        let ended = isEnded ? Part.tag(words(.ended), .plain) : .nothing
        return Part.row(
            person.name.full, to: link, lead: Part.avatar(person.name.full), note: note, tail: "\(mark)\(ended)")
    }
}
