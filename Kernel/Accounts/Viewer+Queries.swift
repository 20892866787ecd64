package import Base
package import Directory
package import Storage

extension Viewer {
    /// The viewer behind a session token: one query when the memory has the rest, otherwise three, whatever the number of
    /// roles and children.
    package static func resolve(
        token: String, at now: Instant, _ limits: SessionLimits, _ memory: ViewerMemory = ViewerMemory(),
        in reader: any Reader
    ) throws -> Viewer? {
        let rows = try reader.all(SignedIn.behind(Token(text: token), at: now, limits))
        guard let signedIn = rows.first else { return nil }
        let stamp = ViewerMemory.Stamp(day: now.day, links: rows.compactMap(\.link))
        let relations = try memory.relations(of: signedIn.account, stamp, at: now) {
            let (records, children) = try Viewer.relations(of: signedIn.account, on: Day(now.day), in: reader)
            return ViewerMemory.Relations(records: records, children: children)
        }
        return Viewer(
            account: signedIn.account, session: signedIn.session, signInName: signedIn.name,
            language: signedIn.language, begunAt: signedIn.begunAt, usedAt: signedIn.usedAt,
            span: SessionSpan(begunAt: signedIn.begunAt, limits, signedIn.term),
            strongAt: signedIn.strongAt, strongBy: signedIn.strongBy, begunBy: signedIn.begunBy,
            choice: signedIn.choice,
            records: relations.records, children: relations.children, feeds: stamp.feeds)
    }
}

extension Viewer {
    /// What the person would be, see and act for with an account of this one record. Nobody is signed in by it.
    package static func standing(
        for person: ID<Person>, in provider: ID<Provider>, signInName: String, at now: Instant, in reader: any Reader
    ) throws -> Viewer {
        let day = Day(now.day)
        return Viewer(
            account: person.retagged(), session: person.retagged(), signInName: signInName, language: nil,
            begunAt: now, usedAt: now, span: SessionSpan(idleMilliseconds: 0, endsAt: now), strongAt: nil,
            strongBy: nil, begunBy: nil, choice: nil,
            records: PostRow.records(try reader.all(PostRow.of(.person(person, provider), on: day))),
            children: Child.once(try reader.all(Child.of(.person(person, provider), on: day))), feeds: [:])
    }
}

/// Whose records are asked for: all of an account, or one alone as if it had an account.
fileprivate enum Whose {
    case account(ID<Account>)
    case person(ID<Person>, ID<Provider>)

    var table: SQL {
        switch self {
        case .account: "account_person"
        case .person(let person, let provider):
            """
            (SELECT person.provider_id, person.id AS person_id FROM person
                WHERE person.provider_id = \(provider) AND person.id = \(person)) AS account_person
            """
        }
    }

    var condition: SQL {
        switch self {
        case .account(let account): "account_person.account_id = \(account)"
        case .person: "TRUE"
        }
    }
}

extension Viewer {
    /// Whom an account stands for and cares for on a day, where it is known without a session: two queries.
    package static func relations(
        of account: ID<Account>, on day: Day, in reader: any Reader
    ) throws -> (records: [Record], children: [Child]) {
        (
            PostRow.records(try reader.all(PostRow.of(.account(account), on: day))),
            Child.once(try reader.all(Child.of(.account(account), on: day)))
        )
    }
}

/// A session and its account, with one of the linked person records and the state of its provider.
private struct SignedIn: RowDecodable {
    let account: ID<Account>
    let session: ID<Session>
    let name: String
    let language: Language?
    let begunAt: Instant
    let usedAt: Instant
    let strongAt: Instant?
    let strongBy: Proof?
    let begunBy: Proof?
    let choice: String?
    let term: SessionTerm
    let link: ViewerMemory.Stamp.Link?

    init(row: inout Row) throws {
        account = try row.next()
        session = try row.next()
        name = try row.next()
        language = try row.next()
        begunAt = try row.next()
        usedAt = try row.next()
        strongAt = try row.next()
        strongBy = try row.next(String?.self).flatMap(Proof.init(rawValue:))
        begunBy = try row.next(String?.self).flatMap(Proof.init(rawValue:))
        choice = try row.next()
        term = SessionTerm(endsAt: try row.next(), isShared: try row.next(Bool?.self) ?? false)
        guard let person = try row.next(ID<Person>?.self) else {
            link = nil
            return
        }
        link = ViewerMemory.Stamp.Link(
            person: person, provider: try Provider(row: &row), sequence: try row.next(Int64?.self) ?? 0)
    }

    static func behind(_ token: Token, at now: Instant, _ limits: SessionLimits) -> Query<SignedIn> {
        Query(
            """
            SELECT account.id, session.id, account.sign_in_name, account.language, session.created_at, session.used_at,
                session.strong_at, session.strong_by, session.begun_by, session.choice, session.ends_at,
                session.is_shared, account_person.person_id,
                \(Provider.columns),
                (SELECT change_counter.last_sequence FROM change_counter
                    WHERE change_counter.provider_id = account_person.provider_id)
            FROM session
            JOIN account ON account.id = session.account_id
            LEFT JOIN account_person ON account_person.account_id = account.id
            LEFT JOIN provider ON provider.id = account_person.provider_id
            WHERE session.token_hash = \(token.hash) AND \(Session.isOpen(at: now, limits))
            ORDER BY account_person.provider_id NULLS LAST, account_person.person_id NULLS LAST
            """)
    }
}

/// One role of one person record; a record without a role has one row with none.
private struct PostRow: RowDecodable {
    let provider: Provider
    let person: ID<Person>
    let name: PersonName
    let birthDate: CivilDate?
    let post: Viewer.Post?

    init(row: inout Row) throws {
        provider = try Provider(row: &row)
        person = try row.next()
        name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        birthDate = try row.next()
        let role = try row.next(Role?.self)
        let organisation = try row.next(ID<Organisation>?.self)
        let title = try row.next(String?.self)
        if let role, let organisation, let title {
            post = Viewer.Post(role: role, organisation: organisation, organisationName: title)
        } else {
            post = nil
        }
    }

    static func of(_ whose: Whose, on day: Day) -> Query<PostRow> {
        Query(
            """
            SELECT \(Provider.columns), person.id, person.given_names, person.called_name, person.family_name,
                person.birth_date, role.role, organisation.id, organisation.name
            FROM \(whose.table)
            JOIN provider ON provider.id = account_person.provider_id
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
            LEFT JOIN role_assignment AS role ON role.provider_id = person.provider_id AND role.person_id = person.id
                AND \(.inForce(.role, on: day))
            LEFT JOIN organisation ON organisation.provider_id = role.provider_id AND organisation.id = role.organisation_id
            WHERE \(whose.condition) AND person.ended_at IS NULL
            ORDER BY provider.slug, person.id, role.is_primary DESC NULLS LAST, role.id NULLS LAST
            """)
    }

    /// Rows of one person stand together.
    static func records(_ rows: [PostRow]) -> [Viewer.Record] {
        var records: [Viewer.Record] = []
        for row in rows {
            let isSame = records.last.map { $0.person == row.person && $0.provider.id == row.provider.id } ?? false
            let posts = (isSame ? records.popLast()?.roles ?? [] : []) + [row.post].compactMap { $0 }
            records.append(
                Viewer.Record(
                    provider: row.provider, person: row.person, name: row.name, birthDate: row.birthDate, roles: posts))
        }
        return records
    }
}

extension Viewer.Child: RowDecodable {
    package init(row: inout Row) throws {
        provider = try Provider(row: &row)
        guardianship = try row.next()
        guardian = try row.next()
        person = try row.next()
        name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        birthDate = try row.next()
        scope = try row.next()
        isProtected = try row.next()
        kinds = Set(try row.next(JSONDocument?.self)?.decoded(as: [String].self) ?? [])
        let homeroom = try row.next(String?.self)
        let school = try row.next(String?.self)
        (self.homeroom, self.school) = (homeroom, school)
    }

    /// Each child once, by the relation that shows most.
    static func once(_ rows: [Viewer.Child]) -> [Viewer.Child] {
        rows.reduce(into: []) { children, row in
            guard
                let index = children.firstIndex(where: { $0.person == row.person && $0.provider.id == row.provider.id })
            else { return children.append(row) }
            if row.scope == .full { children[index] = row }
        }
    }

    /// The children in the account's care: a guardianship in force, and a minor or one who granted it.
    ///
    /// A mandate shows nobody who is protected, and nobody of whom the register says anything itself, be it that it is over
    /// or that it is of another record of the same account.
    ///
    /// Someone whose birth date the register does not know may be an adult, so nothing is shown without a grant.
    fileprivate static func of(_ whose: Whose, on day: Day) -> Query<Viewer.Child> {
        Query(
            """
            SELECT \(Provider.columns), guardianship.id, guardianship.guardian_id, child.id,
                child.given_names, child.called_name, child.family_name, child.birth_date, guardianship.scope,
                child.protected, guardianship.kinds,
                (SELECT MIN(school_group.title) FROM membership
                    JOIN school_group ON school_group.provider_id = membership.provider_id
                        AND school_group.id = membership.group_id AND school_group.kind = 'homeroom'
                        AND \(.taughtNow(on: day))
                    WHERE membership.provider_id = child.provider_id AND membership.person_id = child.id
                        AND membership.role = 'pupil' AND \(.inForce(.membership, on: day))),
                (SELECT MIN(organisation.name) FROM role_assignment AS role
                    JOIN organisation ON organisation.provider_id = role.provider_id
                        AND organisation.id = role.organisation_id
                    WHERE role.provider_id = child.provider_id AND role.person_id = child.id AND role.role = 'pupil'
                        AND \(.inForce(.role, on: day)))
            FROM \(whose.table)
            JOIN provider ON provider.id = account_person.provider_id
            JOIN person AS guardian ON guardian.provider_id = account_person.provider_id
                AND guardian.id = account_person.person_id AND guardian.ended_at IS NULL
            JOIN guardianship ON guardianship.provider_id = account_person.provider_id
                AND guardianship.guardian_id = account_person.person_id AND \(.inForce(.guardianship, on: day))
            JOIN person AS child ON child.provider_id = guardianship.provider_id AND child.id = guardianship.child_id
            WHERE \(whose.condition) AND child.ended_at IS NULL
                AND (guardianship.granted_at IS NOT NULL OR child.birth_date > \(day.adultBirthday))
                AND (guardianship.source <> \(Guardianship.mandate) OR (child.protected = \(false)
                    AND NOT EXISTS (SELECT 1 FROM account_person AS standing
                        CROSS JOIN account_person AS own
                        CROSS JOIN guardianship AS registered
                        WHERE standing.provider_id = guardianship.provider_id
                            AND standing.person_id = guardianship.guardian_id
                            AND own.account_id = standing.account_id AND own.provider_id = standing.provider_id
                            AND registered.provider_id = own.provider_id AND registered.guardian_id = own.person_id
                            AND registered.child_id = guardianship.child_id
                            AND registered.source <> \(Guardianship.mandate))))
            ORDER BY child.birth_date NULLS LAST, child.sort_key, child.id
            """)
    }
}
