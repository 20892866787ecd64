package import Base
package import Directory
package import Storage

extension Invitation {
    /// The open invitation behind a code: not redeemed, not expired, its person still in the register.
    package static func open(_ code: Token, at now: Instant) -> Query<Invitation> {
        Query(
            """
            SELECT invitation.id, \(Provider.columns), person.id, person.given_names, person.called_name,
                person.family_name, person.language, invitation.makes_administrator, person.protected,
                account.id, account.sign_in_name
            FROM invitation
            JOIN provider ON provider.id = invitation.provider_id
            JOIN person ON person.provider_id = invitation.provider_id AND person.id = invitation.person_id
            LEFT JOIN account ON account.id = invitation.account_id
            WHERE invitation.code_hash = \(code.hash) AND invitation.redeemed_at IS NULL
                AND invitation.revoked_at IS NULL AND invitation.expires_at > \(now) AND person.ended_at IS NULL
            """)
    }

    /// Makes an invitation and returns the code, which is shown this once.
    ///
    /// - Parameters:
    ///   - account: whose sign-in it restores; nil for one who has no account yet.
    ///   - maker: the account that acted; nil for the command line.
    package static func issue(
        to person: ID<Person>, in provider: ID<Provider>, makesAdministrator: Bool,
        restoring account: ID<Account>? = nil,
        by maker: ID<Account>? = nil, at now: Instant, in writer: any Writer
    ) throws -> Token {
        let code = Token.code()
        try endOpen(of: person, in: provider, at: now, in: writer)
        try writer.run(
            """
            INSERT INTO invitation
                (provider_id, id, code_hash, person_id, makes_administrator, created_at, expires_at, created_by,
                account_id)
            VALUES (\(provider), \(ID<Invitation>.new(at: now)), \(code.hash), \(person), \(makesAdministrator),
                \(now), \(now.adding(days: daysValid)), \(maker), \(account))
            """)
        return code
    }

    /// Takes the open invitation of a person back; returns whether there was one.
    package static func revoke(
        of person: ID<Person>, in provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            UPDATE invitation SET revoked_at = \(now)
            WHERE provider_id = \(provider) AND person_id = \(person) AND redeemed_at IS NULL
                AND revoked_at IS NULL AND expires_at > \(now)
            """) > 0
    }

    /// A person has one open invitation at most: a sheet that was lost opens nothing once there is a new one.
    private static func endOpen(
        of person: ID<Person>, in provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE invitation SET expires_at = \(now)
            WHERE provider_id = \(provider) AND person_id = \(person) AND redeemed_at IS NULL AND expires_at > \(now)
            """)
    }

    /// Uses the invitation up for `account`; false when somebody was faster.
    package func redeem(for account: ID<Account>, at now: Instant, in writer: any Writer) throws -> Bool {
        let isMine =
            try writer.run(
                """
                UPDATE invitation SET redeemed_at = \(now), redeemed_by = \(account)
                WHERE provider_id = \(provider.id) AND id = \(id) AND redeemed_at IS NULL AND revoked_at IS NULL
                """) == 1
        guard isMine else { return false }
        try Invitation.endOpen(of: person, in: provider.id, at: now, in: writer)
        try writer.run(
            """
            INSERT INTO account_person (account_id, provider_id, person_id, evidence, linked_at)
            VALUES (\(account), \(provider.id), \(person), 'invitation', \(now))
            ON CONFLICT (account_id, provider_id, person_id) DO NOTHING
            """)
        if makesAdministrator { try makeAdministrator(at: now, in: writer) }
        return true
    }

    /// The role at the provider's root, from today on.
    private func makeAdministrator(at now: Instant, in writer: any Writer) throws {
        let role = ID<RoleAssignment>.new(at: now)
        try writer.run(
            """
            INSERT INTO role_assignment
                (provider_id, id, person_id, organisation_id, role, is_primary, begins_on, source, source_id)
            SELECT \(provider.id), \(role), \(person), organisation.id, 'administrator', \(true),
                \(now.day), 'invitation', \(id.description)
            FROM organisation
            WHERE organisation.provider_id = \(provider.id) AND organisation.parent_id IS NULL
                AND organisation.ended_at IS NULL
            ORDER BY organisation.id
            LIMIT 1
            """)
        try PersonPlaces.add(roles: [role.uuid], in: provider.id, writer)
        try ChangeFeed.append(.create, of: "role_assignment", role.uuid, in: provider.id, at: now, in: writer)
    }
}
