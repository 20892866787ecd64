import Base
import Directory

extension Viewer {
    /// The same viewer with children who have no names, homes or schools, for pages that are drawn without anybody's data.
    ///
    /// - Parameter child: what the first, second, … child is called.
    package func veiled(child: (Int) -> String) -> Viewer {
        let children = children.enumerated().map { index, one in
            let name = child(index + 1)
            return Child(
                provider: one.provider, guardianship: one.guardianship, guardian: one.guardian, person: one.person,
                name: PersonName(given: name, called: name, family: ""), birthDate: one.birthDate, scope: one.scope,
                isProtected: one.isProtected, kinds: one.kinds, homeroom: nil, school: nil)
        }
        return Viewer(
            account: account, session: session, signInName: signInName, language: language, begunAt: begunAt,
            usedAt: usedAt, span: span, strongAt: nil, strongBy: nil, begunBy: nil,
            choice: choice, records: records, children: children, feeds: [:])
    }
}
