package import Base
package import Directory
package import Storage
package import Web

extension Badges {
    /// That the door of a group is open and until when, for the group's own page; nothing while it is shut.
    package func groupNotice(
        _ group: SchoolGroup, in provider: Provider, at now: Instant, _ reader: any Reader
    ) throws -> (@Sendable (Visit) -> HTML)? {
        guard let opening = try reader.first(Opening.current(of: group.id, in: provider.id, at: now)) else {
            return nil
        }
        return { [self] visit in
            let days = DayWords(parts(visit), today: visit.today)
            let text = words(visit)(
                .openUntil, ["group": group.title, "time": days.clock(opening.endsAt.local.minute)])
            return Part.notice(text, .good)
        }
    }
}
