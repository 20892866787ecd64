import Base
import Directory
import Storage

extension GroupSearch {
    /// One page of groups in the order of their names, and one group more when there is another page.
    func found(_ scope: Scope, _ reach: Reach) -> Query<OwnGroup> {
        let provider = scope.provider.id
        return Query(
            """
            WITH \(candidates(provider))page (id, sort_key) AS (
                SELECT school_group.id, school_group.sort_key
                \(lead) AND school_group.provider_id = \(provider) AND \(isThere) \(place(reach)) \(onward(provider))
                ORDER BY school_group.sort_key, school_group.id
                LIMIT \(Self.pageSize + 1)
            )
            SELECT \(SchoolGroup.columns), (SELECT COUNT(*) FROM membership
                WHERE membership.provider_id = school_group.provider_id AND membership.group_id = school_group.id
                    AND membership.role = 'pupil' AND \(.inForce(.membership, on: scope.day)))
            FROM page
            CROSS JOIN school_group
            CROSS JOIN organisation
            WHERE school_group.provider_id = \(provider) AND school_group.id = page.id
                AND organisation.provider_id = \(provider) AND organisation.id = school_group.organisation_id
            ORDER BY page.sort_key, page.id
            """)
    }

    private var isThere: SQL { isEnded ? "school_group.ended_at IS NOT NULL" : "school_group.ended_at IS NULL" }

    /// A cross join keeps SQLite from turning the two around.
    private var lead: SQL {
        terms.isEmpty
            ? "FROM school_group WHERE TRUE"
            : "FROM candidate CROSS JOIN school_group WHERE school_group.sort_key = candidate.sort_key"
    }

    /// The names in which every word of the text begins or stands.
    private func candidates(_ provider: ID<Provider>) -> SQL {
        guard let first = terms.first else { return "" }
        var others: SQL = ""
        for term in terms.dropFirst() {
            let word = SQL.any(
                """
                group_name AS also WHERE also.provider_id = group_name.provider_id
                    AND also.sort_key = group_name.sort_key
                    AND COALESCE(also.word, '') IN (SELECT group_name_part.word FROM group_name_part
                        WHERE group_name_part.provider_id = \(provider) AND \(GroupNames.begins(with: term)))
                """)
            others = "\(others) AND \(word)"
        }
        return """
            candidate (sort_key) AS (
                SELECT DISTINCT group_name.sort_key
                FROM group_name_part
                CROSS JOIN group_name
                WHERE group_name_part.provider_id = \(provider) AND \(GroupNames.begins(with: first))
                    AND group_name.provider_id = \(provider) AND group_name.word = group_name_part.word\(others)
            ),\u{20}
            """
    }

    /// The school that was chosen, or what the role reaches.
    private func place(_ reach: Reach) -> SQL {
        if let school { return "AND school_group.organisation_id = \(school)" }
        return reach.isWhole ? "" : "AND school_group.organisation_id \(anyOf: reach.organisations)"
    }

    /// The groups behind the place in the list. The first condition alone can be followed along the index.
    private func onward(_ provider: ID<Provider>) -> SQL {
        guard let after else { return "" }
        let key: SQL = """
            (SELECT bound.sort_key FROM school_group AS bound
                WHERE bound.provider_id = \(provider) AND bound.id = \(after))
            """
        return """
            AND school_group.sort_key >= \(key) AND (school_group.sort_key > \(key) OR school_group.id > \(after))
            """
    }
}
