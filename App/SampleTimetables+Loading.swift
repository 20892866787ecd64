import Base
import Foundation
import Rostering
import Storage
import Timetable

extension SampleTimetables {
    /// Writes the timetables of every school of a sample package and imports them: the first school's as Untis writes it,
    /// the others' as documented CSV.
    func load(of package: URL, provider: String, into database: any Database) async throws {
        let timetable = TimetableImport(database: database, now: { .fromSystemClock() })
        for school in try write(of: package) {
            let report = try await timetable.run(school.folder, provider: provider, school: school.code)
            guard report.exitCode == 0 else { throw Fault(.broken, log: try report.text(in: .en)) }
        }
    }
}
