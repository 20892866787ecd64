import Audit
package import Base
package import Storage

extension Client {
    private static let columns: SQL = """
        client.id, client.metadata, client.secret_hash, client.registration_hash, client.needs_pkce,
        client.may_refresh, client.is_own
        """

    /// The client under an id, unless it was ended.
    package static func under(_ id: ID<Client>) -> Query<Client> {
        Query("SELECT \(columns) FROM client WHERE client.id = \(id) AND client.ended_at IS NULL")
    }

    /// Every client that was not ended, the newest first.
    package static var every: Query<Client> {
        Query("SELECT \(columns) FROM client WHERE client.ended_at IS NULL ORDER BY client.id DESC")
    }

    /// These clients, as far as they were not ended.
    package static func all(of ids: [ID<Client>]) -> Query<Client> {
        Query("SELECT \(columns) FROM client WHERE client.id \(anyOf: ids) AND client.ended_at IS NULL")
    }

    /// What people call every client that was not ended.
    package static var titles: Query<(id: ID<Client>, name: String)> {
        Query(
            """
            SELECT client.id, client.title, CASE WHEN client.title IS NULL THEN client.metadata END
            FROM client
            WHERE client.ended_at IS NULL
            ORDER BY client.id
            """
        ) { row in
            let (id, title) = (try row.next(ID<Client>.self), try row.next(String?.self))
            // Those from before there was such a column.
            let metadata = try row.next(JSONDocument?.self)
            return (id, try title ?? metadata?.decoded(as: ClientMetadata.self).clientName ?? "")
        }
    }

    /// What people call these clients, those that were ended included.
    package static func names(of ids: [ID<Client>]) -> Query<(id: ID<Client>, name: String)> {
        Query("SELECT client.id, client.metadata FROM client WHERE client.id \(anyOf: ids)") { row in
            (try row.next(), try row.next(JSONDocument.self).decoded(as: ClientMetadata.self).clientName)
        }
    }

    /// Adds a client.
    package static func add(
        _ id: ID<Client>, _ metadata: ClientMetadata, secretHash: [UInt8]?, registrationHash: [UInt8]? = nil,
        needsPKCE: Bool = true, mayRefresh: Bool = false, isOwn: Bool = false, by maker: Maker, at now: Instant,
        in writer: any Writer
    ) throws {
        try PlatformChange(.clientAdd, of: id.uuid, by: maker.inLog).write(at: now, in: writer)
        try writer.run(
            """
            INSERT INTO client (id, metadata, secret_hash, registration_hash, needs_pkce, may_refresh, is_own, created_at,
                changed_at, starts_at, title, userinfo_algorithm)
            VALUES (\(id), \(try JSONDocument(encoding: metadata)), \(secretHash), \(registrationHash), \(needsPKCE),
                \(mayRefresh), \(isOwn), \(now), \(now), \(metadata.initiateLoginURI), \(metadata.clientName),
                \(metadata.userinfoAlgorithm))
            """)
    }

    /// Changes what a client registered; returns whether there is one.
    @discardableResult
    package static func change(
        _ id: ID<Client>, _ metadata: ClientMetadata, needsPKCE: Bool, mayRefresh: Bool, by maker: Maker,
        at now: Instant, in writer: any Writer
    ) throws -> Bool {
        guard let old = try writer.first(under(id)) else { return false }
        let rules = [("needs_pkce", old.needsPKCE != needsPKCE), ("may_refresh", old.mayRefresh != mayRefresh)]
        try note(old.metadata.changed(to: metadata) + rules.filter(\.1).map(\.0), of: id, by: maker, at: now, writer)
        return try writer.run(
            """
            UPDATE client SET metadata = \(try JSONDocument(encoding: metadata)), needs_pkce = \(needsPKCE),
                may_refresh = \(mayRefresh), changed_at = \(now), starts_at = \(metadata.initiateLoginURI),
                title = \(metadata.clientName), userinfo_algorithm = \(metadata.userinfoAlgorithm)
            WHERE id = \(id) AND ended_at IS NULL
            """) == 1
    }

    /// Who saves what was there before has changed nothing.
    private static func note(
        _ fields: [String], of id: ID<Client>, by maker: Maker, at now: Instant, _ writer: any Writer
    ) throws {
        guard !fields.isEmpty else { return }
        try PlatformChange(.clientEdit, of: id.uuid, by: maker.inLog, fields: fields).write(at: now, in: writer)
    }

    /// A client says anew what it is, and gets another token for the next time; false when somebody was faster with the old.
    ///
    /// - Parameter known: what it was until now.
    package static func reregister(
        _ known: Client, _ metadata: ClientMetadata, secretHash: [UInt8]?, registrationHash: [UInt8],
        instead old: [UInt8], at now: Instant, in writer: any Writer
    ) throws -> Bool {
        let isChanged =
            try writer.run(
                """
                UPDATE client SET metadata = \(try JSONDocument(encoding: metadata)), secret_hash = \(secretHash),
                    registration_hash = \(registrationHash), changed_at = \(now), starts_at = \(metadata.initiateLoginURI),
                    title = \(metadata.clientName), userinfo_algorithm = \(metadata.userinfoAlgorithm)
                WHERE id = \(known.id) AND registration_hash = \(old) AND ended_at IS NULL
                """) == 1
        guard isChanged else { return false }
        let secret = secretHash == known.secretHash ? [] : ["client_secret"]
        try note(known.metadata.changed(to: metadata) + secret, of: known.id, by: .itself, at: now, writer)
        return true
    }

    /// Gives a client a new secret; the old one is worth nothing from then on.
    package static func set(
        secretHash: [UInt8], of id: ID<Client>, by maker: Maker, at now: Instant, in writer: any Writer
    ) throws {
        try PlatformChange(.clientSecret, of: id.uuid, by: maker.inLog).write(at: now, in: writer)
        try writer.run(
            "UPDATE client SET secret_hash = \(secretHash), changed_at = \(now) WHERE id = \(id) AND ended_at IS NULL")
    }

    /// Ends a client: it gets nothing any more.
    @discardableResult
    package static func end(_ id: ID<Client>, by maker: Maker, at now: Instant, in writer: any Writer) throws -> Bool {
        let isEnded = try writer.run("UPDATE client SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL") == 1
        if isEnded { try PlatformChange(.clientEnd, of: id.uuid, by: maker.inLog).write(at: now, in: writer) }
        return isEnded
    }

    /// Notes a client's assertion; false when it was used before (RFC 7523 §3).
    package static func use(
        _ assertion: [UInt8], of client: ID<Client>, until expiry: Instant, in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            INSERT INTO used_assertion (client_id, assertion_hash, expires_at)
            VALUES (\(client), \(assertion), \(expiry)) ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Removes assertions and proofs that nobody accepts any more.
    package static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM used_assertion WHERE expires_at < \(now)")
        try UsedProof.removeOld(at: now, in: writer)
    }
}
