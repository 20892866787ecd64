import Base
import Directory
import Web

/// The sides of the register.
enum RegisterSide: CaseIterable { case people, groups, organisations, duplicates }

extension Register {
    func tabs(_ scope: Scope, _ side: RegisterSide, _ words: RegisterWords) -> HTML {
        let tabs = RegisterSide.allCases.map { one -> Tab in
            let (text, path): (RegisterText, (Role) -> PathPattern) =
                switch one {
                case .people: (.peopleTitle, RegisterPath.people)
                case .groups: (.groups, RegisterPath.groups)
                case .organisations: (.organisations, RegisterPath.organisations)
                case .duplicates: (.duplicatesTab, RegisterPath.duplicates)
                }
            return Tab(words(text), to: path(scope.role)(scope.slug), isCurrent: one == side)
        }
        return Part.tabs(words(.registerSides), tabs)
    }

    /// One person in a list, with what must be known at once.
    func personRow(
        _ person: Person, to link: Link?, note: String?, isEnded: Bool = false, acts: HTML = .nothing,
        _ words: RegisterWords
    ) -> HTML {
        let mark = person.isProtected ? Part.tag(words(.protected), .stop, icon: .lock) : .nothing
        let ended = isEnded ? Part.tag(words(.ended), .plain) : .nothing
        return Part.row(
            person.name.full, to: link, lead: Part.avatar(person.name.full), note: note, tail: "\(mark)\(ended)\(acts)")
    }
}
