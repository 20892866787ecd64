package import Accounts
package import Base
import Directory
package import Storage

extension Timetable {
    /// When the lesson ends that an account's pupil or teacher has now; nil when there is none.
    package static func lessonEnd(of account: ID<Account>, at now: Instant, in reader: any Reader) throws -> Instant? {
        let (day, minute) = now.local
        let records = try Viewer.relations(of: account, on: Day(day), in: reader).records
        let ends = try records.flatMap { record -> [Int] in
            try reaches(of: record).compactMap { reach in
                let plan = try LessonPlan.load(reach, from: day, to: day, in: reader)
                return LessonEnd.minute(of: plan.lessons(on: day), at: minute)
            }
        }
        return ends.min().map { Instant(startOf: day).adding(minutes: Int64($0)) }
    }

    private static func reaches(of record: Viewer.Record) -> [LessonReach] {
        let roles = Set(record.roles.map(\.role))
        return (roles.contains(.pupil) ? [.pupils([record.person], [record.provider.id])] : [])
            + (roles.contains(.teacher) ? [.teachers([record.person], record.provider.id)] : [])
    }
}
