package import Accounts
package import Base
import Directory
import Storage

extension World {
    /// A device on which badges of `maths7A` are good; the door of that group is open for half an hour.
    package static let classDevice: ID<Account> = id(80)

    /// The classmate has a badge and a picture code; neither is known to anybody.
    static func badges(_ writer: any Writer) throws {
        let (child, badge): (ID<Person>, ID<Account>) = (person(.classmate), id(81))
        try writer.run(
            """
            INSERT INTO badge (provider_id, id, person_id, token_hash, code_hash, picture, made_at, made_by)
            VALUES (\(lake), \(badge), \(child), \([UInt8](repeating: 1, count: 32)),
                \([UInt8](repeating: 2, count: 32)), 'bird-violet', \(now), \(child))
            """)
        try writer.run(
            """
            INSERT INTO picture_code (provider_id, person_id, secret, chosen_at, tries)
            VALUES (\(lake), \(child), '$argon2id$none', \(now), 0)
            """)
        try writer.run(
            """
            INSERT INTO badge_opening (provider_id, id, group_id, opener_id, account_id, opened_at, ends_at)
            VALUES (\(lake), \(badge), \(maths7A), \(person(.teacher)), \(child), \(now), \(now.adding(minutes: 30)))
            """)
        try writer.run(
            """
            INSERT INTO class_device (provider_id, id, group_id, token_hash, browser, bound_at, used_at)
            VALUES (\(lake), \(classDevice), \(maths7A), \([UInt8](repeating: 3, count: 32)), 'test', \(now), \(now))
            """)
    }
}
