import Accounts
import Base
import Directory
import TestKit
import Web

extension WhoMayTable {
    /// The register: the list is everyone's who has the role, a record is theirs who reach it.
    static let registerLines = [Role.office, .administrator].flatMap { role -> [WhoMayLine] in
        let (all, own) = governors(role)
        return [
            line("GET", ActingPath.register(role), ActingPath.register(role)(lake), all),
            line(
                "GET", ActingPath.registerPerson(role), ActingPath.registerPerson(role)(lake, World.person(.pupil)), own
            ),
        ]
    }
}
