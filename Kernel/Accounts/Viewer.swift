package import Audit
package import Base
package import Directory
package import Web

/// Who is signed in now: the account, the person records it stands for, and the children in its care.
package struct Viewer: SiteViewer {
    package let account: ID<Account>
    package let session: ID<Session>
    package let signInName: String
    package let language: Language?
    package let begunAt: Instant
    package let usedAt: Instant
    package let span: SessionSpan
    /// When and with what the session was last confirmed; nil when it never was.
    package let strongAt: Instant?
    package let strongBy: Proof?
    /// With what the session began; nil where it was not noted.
    package let begunBy: Proof?
    /// The last choice of role or child, a path of ours.
    package let choice: String?
    package let records: [Record]
    package let children: [Child]
    /// How far the change feed of each provider had come when the viewer was read: what follows from the directory alone
    /// may be remembered with it.
    package let feeds: [ID<Provider>: Int64]

    package typealias Look = PersonLook

    /// A person record that the account stands for, with the roles in force.
    package struct Record: Hashable, Sendable {
        package let provider: Provider
        package let person: ID<Person>
        package let name: PersonName
        package let birthDate: CivilDate?
        package let roles: [Post]
    }

    /// A role at a school or another unit.
    package struct Post: Hashable, Sendable {
        package let role: Role
        package let organisation: ID<Organisation>
        package let organisationName: String
    }

    /// A child whose data this account may see as guardian.
    package struct Child: Hashable, Sendable {
        package let provider: Provider
        package let guardianship: ID<Guardianship>
        package let guardian: ID<Person>
        package let person: ID<Person>
        package let name: PersonName
        package let birthDate: CivilDate?
        package let scope: Guardianship.Scope
        package let isProtected: Bool
        /// What a guardian of limited scope sees and acts in.
        package let kinds: Set<String>
        let homeroom: String?
        let school: String?

        /// The homeroom class; nil when there is none or it is hidden.
        package var shownHomeroom: String? { showsSchool ? homeroom : nil }
        /// The school; nil when there is none or it is hidden.
        package var shownSchool: String? { showsSchool ? school : nil }

        /// School and groups: hidden from a guardian of limited scope unless `school` is among the kinds, and those of a
        /// protected child from everyone without full scope.
        package var showsSchool: Bool {
            switch scope {
            case .full: true
            case .limited: !isProtected && lists(.school)
            case .information: !isProtected
            }
        }

        /// Whether this guardian sees how the child attends school.
        package var showsAttendance: Bool {
            switch scope {
            case .full: true
            case .limited: !isProtected && lists(.absences)
            case .information: !isProtected
            }
        }

        /// Whether `kind` is among those of a limited guardianship.
        package func lists(_ kind: Guardianship.Kind) -> Bool { kinds.contains(kind.rawValue) }

        /// Whether this guardian may announce and explain absences: those of a minor, which someone whose birth date nobody
        /// knows may not be.
        package func mayExplain(on day: Day) -> Bool {
            scope != .information && showsAttendance && birthDate.map { $0 > day.adultBirthday } ?? false
        }
    }

    /// Confirmed within the last hour with more than a password. A demo, where everyone is invented, does not ask again.
    package func isStrong(at now: Instant) -> Bool {
        guard let strongAt, let strongBy else { return false }
        return strongBy == .demo || now < strongAt.adding(minutes: Proof.strongMinutes)
    }

    /// Signed in a moment ago. A badge opens an account for a while and adds no way in to it.
    package func isFresh(at now: Instant) -> Bool {
        begunBy != .badge && now < begunAt.adding(minutes: Proof.freshMinutes)
    }

    /// Whether what is given to services may live on when the session has ended: a badge opens nothing after its time.
    package var mayOutlive: Bool { begunBy != .badge }

    /// The names of the first record, or nil for an account without any.
    package var name: PersonName? { records.first?.name }

    /// The record that acts as `role` at the provider, or nil.
    package func record(at slug: String, as role: Role) -> Record? {
        records.first { record in record.provider.slug == slug && record.roles.contains { $0.role == role } }
    }

    /// The child under `id` at the provider, or nil.
    package func child(_ id: ID<Person>, at slug: String) -> Child? {
        children.first { $0.person == id && $0.provider.slug == slug }
    }

    /// Every person record of this account at the provider.
    package func persons(at provider: ID<Provider>) -> [ID<Person>] {
        records.filter { $0.provider.id == provider }.map(\.person)
    }

    /// The looks of a page with those of the frame around it, where a guardian's children stand in the switch.
    package func withSwitch(_ looks: [PersonLook]) -> [PersonLook] {
        let shown = Set(looks.map(\.person))
        return looks
            + children.filter { !shown.contains($0.person.uuid) }.compactMap { child in
                look(at: child.person, in: child.provider.id, for: "switch", as: .guardian)
            }
    }

    /// The look at `person` that the access log keeps; nil for the viewer's own record.
    package func look(
        at person: ID<Person>, in provider: ID<Provider>, for purpose: String, as role: Role
    ) -> PersonLook? {
        guard !records.contains(where: { $0.person == person && $0.provider.id == provider }) else { return nil }
        return PersonLook(
            provider: provider.uuid, person: person.uuid, account: account.uuid, purpose: purpose,
            relation: role.rawValue)
    }
}

extension Viewer {
    package func stands(like earlier: Viewer) -> Bool {
        account == earlier.account && session == earlier.session && signInName == earlier.signInName
            && language == earlier.language && begunAt == earlier.begunAt && span == earlier.span
            && strongAt == earlier.strongAt && strongBy == earlier.strongBy && begunBy == earlier.begunBy
            && choice == earlier.choice && feeds == earlier.feeds && records == earlier.records
            && children == earlier.children
    }
}

extension PageRead<Viewer> {
    /// Notes that `person` is shown, unless it is the viewer's own record.
    package func look(at person: ID<Person>, in provider: ID<Provider>, for purpose: String, as role: Role) {
        if let look = viewer.look(at: person, in: provider, for: purpose, as: role) { note(look) }
    }
}

extension Viewer {
    /// Where a learner stands in regard to 18 years.
    package enum Age: Sendable { case minor, adult, unknown }
}

extension Viewer.Record {
    /// Minor or adult on `day`; unknown without a birth date.
    package func age(on day: Day) -> Viewer.Age {
        birthDate.map { $0 <= day.adultBirthday ? .adult : .minor } ?? .unknown
    }

    /// Whether guardians see only what this learner has granted: at 18, and when nobody knows.
    package func decidesAlone(on day: Day) -> Bool { age(on: day) != .minor }
}
