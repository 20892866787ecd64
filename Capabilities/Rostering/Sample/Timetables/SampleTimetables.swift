package import Base
package import Foundation

/// Timetable files for a sample that was written before: for each school a folder `timetable/1/{school code}` beside
/// the package, the first school's as Untis writes it and the others' as documented CSV.
package struct SampleTimetables: Sendable {
    private let today: CivilDate

    /// - Parameter today: the changes of a lively week lie around it.
    package init(today: CivilDate) { self.today = today }

    /// Writes the files of one municipality beside its package and returns each school's code and folder.
    package func write(of package: URL) throws -> [(code: String, folder: URL)] {
        let place = package.deletingLastPathComponent().appending(path: "timetable/\(package.lastPathComponent)")
        let source = try Sample.TimetableSource(package)
        let schools = source.schools.filter { source.groups[$0.id]?.isEmpty == false }
        for (index, school) in schools.enumerated() {
            let folder = place.appending(path: school.code)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let files = Sample.TimetableFiles(
                Sample.TimetableGrid(source.groups[school.id] ?? []), year: Sample.SchoolYear(today: today), today)
            try files.writeBells(to: folder)
            try files.writeDays(to: folder)
            try index == 0 ? files.writeUntis(to: folder) : files.writeLessons(to: folder)
            try files.writeChanges(to: folder)
        }
        return schools.map { ($0.code, place.appending(path: $0.code)) }
    }
}
