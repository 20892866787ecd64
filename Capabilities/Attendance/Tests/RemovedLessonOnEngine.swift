import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Timetable
import Web

/// An import took the maths lesson out of the timetable after its register was taken.
@Suite struct RemovedLessonOnEngine {
    private static let aino = World.person(.pupil)
    private static let eetu = World.person(.classmate)
    private static let principal = AttendancePath.register(.principal)("lake", World.mathsLesson, World.now.day)
    private static let teacher = RegisterOnEngine.link

    /// - Parameter isForgotten: whether no kept edition has the lesson any more.
    private static func removed(
        isForgotten: Bool = false, _ body: @Sendable @escaping (TestHouse) async throws -> Void
    ) async throws {
        try await TestHouse.open { house async throws in
            let taken = try await house.post(teacher, as: .teacher, Sent.form([aino: "late", eetu: "present"]))
            #expect(taken.status == .seeOther)
            try await RemovedLesson.remove(World.mathsLesson, from: house.database)
            if isForgotten { try await RemovedLesson.forget(World.mathsLesson, in: house.database) }
            try await body(house)
        }
    }

    @Test(arguments: [false, true])
    func `its teacher still reads what the log kept, and does not change it`(_ isForgotten: Bool) async throws {
        try await Self.removed(isForgotten: isForgotten) { house async throws in
            let page = try await house.get(Self.teacher, as: .teacher)
            #expect(page.status == .ok)
            for text in ["Matematiikka", "Aino Niemi", "Eetu Laine", "Myöhässä", "Tallentanut Leena Salo"] {
                #expect(page.body.contains(text), "\(text)")
            }
            #expect(page.body.contains("Läsnäolot ovat tallessa sellaisina kuin ne otettiin. Muutoksen tekee rehtori."))
            #expect(!page.body.contains("<form class=\"marks\""))
            let refused = try await house.post(Self.teacher, as: .teacher, Sent.form([Self.eetu: "absent"]))
            #expect(refused.status == .conflict)
            #expect(refused.body.contains("Merkintöjäsi ei tallennettu."))
            #expect(try await Kept.savings(house.database) == 1)
        }
    }

    @Test func `the principal reads it and corrects it`() async throws {
        try await Self.removed(isForgotten: true) { house async throws in
            let page = try await house.get(Self.principal, as: .principal)
            #expect(page.body.contains("<form class=\"marks\"") && page.body.contains("voit korjata niitä"))
            let was = [Self.aino: "late|||"]
            let done = try await house.post(
                Self.principal, as: .principal, Sent.form([Self.aino: "absent", Self.eetu: "present"], was: was))
            #expect(done.status == .seeOther)
            let kept = try await Kept.all(house.database)
            #expect(
                Set(kept) == [
                    Kept(person: Self.aino, mark: "late", absenceClass: nil, isSuperseded: true),
                    Kept(person: Self.aino, mark: "absent", absenceClass: "unexplained", isSuperseded: false),
                ])
            let after = try await house.get(Self.principal, as: .principal)
            #expect(after.body.contains("Tallentanut Antti Mäki"))
        }
    }

    @Test func `nobody else reads it, and of a lesson without a register nothing is left`() async throws {
        try await Self.removed { house async throws in
            #expect(try await house.get(Self.teacher, as: .teacherElsewhere).status == .notFound)
            #expect(try await house.get(Self.principal, as: .principalElsewhere).status == .notFound)
            let other = AttendancePath.register(.principal)("lake", World.mathsLesson, World.now.day.adding(days: -14))
            #expect(try await house.get(other, as: .principal).status == .notFound)
        }
    }

    @Test func `the teacher's registers lead to it, once`() async throws {
        try await TestHouse.open { house async throws in
            for mark in ["late", "absent"] {
                let form = Sent.form([Self.aino: mark, Self.eetu: "present"])
                #expect(try await house.post(Self.teacher, as: .teacher, form).status == .seeOther)
            }
            let heading = "Poistuneiden tuntien läsnäolot"
            #expect(try await !house.get(AttendancePath.registers("lake"), as: .teacher).body.contains(heading))
            try await RemovedLesson.remove(World.mathsLesson, from: house.database)
            let page = try await house.get(AttendancePath.registers("lake"), as: .teacher).body
            #expect(page.contains(heading) && page.ranges(of: "href=\"\(Self.teacher)\"").count == 1)
            #expect(try await !house.get(AttendancePath.registers("lake"), as: .assistant).body.contains(heading))
        }
    }

    @Test func `the class list of the principal leads to it`() async throws {
        let link = AttendancePath.group(.principal)("lake", World.homeroom7A)
        try await Self.removed { house async throws in
            #expect(try await house.get(link, as: .principal).body.contains("href=\"\(Self.principal)\""))
        }
    }
}
