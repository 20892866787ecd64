import Base
import Foundation

/// Everything that an import will do, worked out before anything is touched.
struct ImportPlan: Sendable {
    var organisations = EntityPlan<OrganisationRow>()
    var sessions = EntityPlan<AcademicSessionRow>()
    var people = EntityPlan<PersonRow>()
    var courses = EntityPlan<CourseRow>()
    var groups = EntityPlan<GroupRow>()
    var roles = EntityPlan<RoleRow>()
    var memberships = EntityPlan<MembershipRow>()
    var guardianships = EntityPlan<GuardianshipRow>()

    var counts: [ImportEntity: ImportCounts] {
        [
            .organisation: organisations.counts, .academicSession: sessions.counts, .person: people.counts,
            .course: courses.counts, .group: groups.counts, .role: roles.counts, .membership: memberships.counts,
            .guardianship: guardianships.counts,
        ]
    }

    /// How many rows it touches.
    var size: Int { counts.values.reduce(0) { $0 + $1.touched } }
}
