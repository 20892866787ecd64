import Base
import Directory
import Leave
import Rostering
import Storage

extension LivelyDay {
    /// The municipality has its rules of leave, and the guardian of one has applied.
    func askForLeave(_ writer: any Writer) throws {
        let swedish = cast.map(\.member).first { member in
            member.part == .swedishTeacher && member.records.contains { $0.slug == provider.slug }
        }
        try LeaveSample.rules(of: provider, swedishSchool: swedish?.place, at: now, writer)
        guard try !children(of: .guardianOfOne, in: writer).isEmpty else { return }
        for cast in cast where cast.member.part == .guardianOfOne {
            try LeaveSample.application(by: cast.account, at: now, writer)
        }
    }
}
