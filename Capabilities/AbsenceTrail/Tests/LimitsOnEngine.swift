import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import AbsenceTrail

@Suite struct AbsenceLimitsOnEngine {
    private static let list = TrailPath.limits("lake")

    private static func save(
        _ house: TestHouse, _ key: String, _ fields: KeyValuePairs<String, String>
    ) async throws -> Reply {
        try await house.post(TrailPath.limit("lake", key), as: .administrator, fields)
    }

    private static func limits(_ house: TestHouse) async throws -> [String] {
        try await house.database.read { reader in
            try LimitList.load(World.lake, in: reader).limits.map(\.key.description)
        }
    }

    @Test func `until an administrator says otherwise the standard limits hold, and the page says so`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(Self.list, as: .administrator)
            #expect(page.body.contains("Nämä ovat DigiOnen oletusrajat"))
            #expect(page.body.contains("Kerrotaan: luokanvalvoja, rehtori"))
            #expect(try await Self.limits(house) == ["unexplained_days-7", "absence_hours-25", "absence_hours-50"])
        }
    }

    @Test func `a changed limit takes the place of the one that was, and the others stay`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await Self.save(
                house, "absence_hours-25",
                [
                    "amount": "30", "alerts": "teacher", "alerts": "principal", "classes": "unauthorised",
                    "classes": "unexplained", "step": "Soita kotiin.",
                ])
            #expect(reply.location == Self.list.description)
            #expect(try await Self.limits(house) == ["unexplained_days-7", "absence_hours-30", "absence_hours-50"])
            let page = try await house.get(Self.list, as: .administrator)
            #expect(page.body.contains("Soita kotiin."))
            #expect(!page.body.contains("oletusrajat"))
            #expect(try await TrailTrial.changes(in: house.database) == ["absence-limit"])
            #expect(try await Self.save(house, "absence_hours-25", ["amount": "31"]).status == .notFound)
        }
    }

    @Test func `limits are added and ended until there is none`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await Self.save(
                house, "new", ["kind": "unexplained_days", "amount": "14", "alerts": "principal", "step": ""])
            #expect(
                try await Self.limits(house) == [
                    "unexplained_days-7", "unexplained_days-14", "absence_hours-25", "absence_hours-50",
                ])
            for key in try await Self.limits(house) {
                let reply = try await house.post(TrailPath.limitEnding("lake", key), as: .administrator)
                #expect(reply.status == .seeOther)
            }
            #expect(try await Self.limits(house) == [])
            #expect(try await house.get(Self.list, as: .administrator).body.contains("Rajoja ei ole"))
        }
    }

    @Test func `what a provider decided holds on every page`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await Self.save(
                house, "absence_hours-25",
                ["amount": "10", "alerts": "teacher", "classes": "unauthorised", "step": "Kutsu kotiväki."])
            try await house.database.write { writer in
                try TrailTrial.add(hours: 10, on: "2026-11-02", .unauthorised, of: World.person(.pupil), writer)
                try TrailTrial.add(hours: 12, on: "2026-11-02", of: World.person(.classmate), writer)
            }
            let desktop = try await house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher).body
            #expect(desktop.contains("Aino Niemi: 10 h poissa"))
            #expect(desktop.contains("Kutsu kotiväki."))
            #expect(!desktop.contains("Eetu Laine: "))
            #expect(try await !house.get(ActingPath.family(), as: .guardian).body.contains("10 h poissa"))
        }
    }

    @Test(
        arguments: [
            (["amount": "0", "alerts": "teacher", "classes": "illness"], "Anna kokonaisluku"),
            (["amount": "x", "alerts": "teacher", "classes": "illness"], "Anna kokonaisluku"),
            (["amount": "1000", "alerts": "teacher", "classes": "illness"], "Anna kokonaisluku"),
            (["amount": "50", "alerts": "teacher", "classes": "illness"], "Tällainen raja on jo"),
            (["amount": "30", "classes": "illness"], "Valitse ainakin yksi, jolle kerrotaan"),
            (["amount": "30", "alerts": "teacher", "classes": "school"], "Valitse ainakin yksi laskettava"),
        ] as [(KeyValuePairs<String, String>, String)])
    func `a limit that cannot be is refused beside its field`(
        _ fields: KeyValuePairs<String, String>, _ text: String
    ) async throws {
        try await TestHouse.open { house async throws in
            let reply = try await Self.save(house, "absence_hours-25", fields)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains(text))
            #expect(try await TrailTrial.count("absence_limit", in: house.database) == 0)
        }
    }
}
