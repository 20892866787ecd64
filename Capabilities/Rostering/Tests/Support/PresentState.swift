import Base
import Directory
import Foundation
import Storage

@testable import Rostering

/// All that files have brought to one provider so far.
struct PresentState {
    typealias Rows<Row: StoredRow> = [String: PresentRow<Row>]

    let organisations: Rows<OrganisationRow>
    let sessions: Rows<AcademicSessionRow>
    let people: Rows<PersonRow>
    let courses: Rows<CourseRow>
    let groups: Rows<GroupRow>
    let roles: Rows<RoleRow>
    let memberships: Rows<MembershipRow>
    let guardianships: Rows<GuardianshipRow>

    init(of provider: ID<Provider>, in reader: any Reader) throws {
        func rows<Row: StoredRow>() throws -> Rows<Row> {
            var present = try PresentRows<Row>(PresentRegister(provider: provider, reader: reader))
            var rows: Rows<Row> = [:]
            while let row = present.current {
                rows[row.sourceID] = row
                try present.advance()
            }
            return rows
        }
        (organisations, sessions, people, courses) = (try rows(), try rows(), try rows(), try rows())
        (groups, roles, memberships, guardianships) = (try rows(), try rows(), try rows(), try rows())
    }
}
