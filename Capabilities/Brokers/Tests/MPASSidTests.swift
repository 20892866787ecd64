import Base
import Testing

@testable import Brokers

/// national.md 2.5 to 2.7, with the shared samples.
@Suite struct MPASSidTests {
    private static let provider = "1.2.246.562.99.00000000001"
    private static let school = "1.2.246.562.99.00000000002"
    private static let upper = "1.2.246.562.99.00000000003"

    private func claims(_ values: [String: JSONValue]) -> MPASSidClaims { MPASSidClaims(ClaimSet(values)) }

    private func roles(_ values: String...) -> MPASSidClaims {
        claims([MPASSidClaims.Name.role: .list(values.map { .string($0) })])
    }

    @Test func `a pupil of one school`() throws {
        let pupil = try SharedClaims.named("pupil, grade 7")
        #expect(
            pupil.roles == [
                MPASSidClaims.Role(
                    provider: Self.provider, schoolCode: "99900", group: "7B", kind: .pupil, schoolOID: Self.school,
                    officeOID: nil)
            ])
        #expect(pupil.schools == [MPASSidClaims.School(code: "99900", oid: Self.school, name: "Demolan koulu")])
        #expect(
            pupil.providers == [MPASSidClaims.School(code: nil, oid: Self.provider, name: "Demolan koulut Oy")])
        #expect(pupil.learnerNumber == "1.2.246.562.98.24707445854")
        #expect(pupil.classLevel == 7)
        #expect((pupil.familyName, pupil.givenNames, pupil.calledName) == ("Oppilas1", "Testi1", "Testi"))
        #expect(pupil.hasRole)
        #expect(pupil.isOf(provider: Self.provider))
        #expect(!pupil.isOf(provider: Self.school))
    }

    @Test func `a student who pays for materials, by code and by OID`() throws {
        let student = try SharedClaims.named("upper secondary")
        #expect(student.charges == ["99901": true, Self.upper: true])
        #expect(student.classLevel == nil)
    }

    @Test func `a teacher in two schools`() throws {
        let teacher = try SharedClaims.named("teacher in two schools")
        #expect(teacher.roles.map(\.kind) == [.teacher, .substitute])
        #expect(teacher.roles.map(\.group) == [nil, nil])
        #expect(
            Set(teacher.schools) == [
                MPASSidClaims.School(code: "99900", oid: Self.school, name: "Demolan koulu"),
                MPASSidClaims.School(code: "99901", oid: Self.upper, name: "Demolan lukio"),
            ])
    }

    @Test func `a principal`() throws { #expect(try SharedClaims.named("principal").roles.map(\.kind) == [.principal]) }

    @Test func `four parts of old data models, with another language and no code`() throws {
        let old = try SharedClaims.named("data model 1.1")
        #expect(
            old.roles == [
                MPASSidClaims.Role(
                    provider: Self.provider, schoolCode: "99900", group: "7B", kind: .pupil, schoolOID: nil,
                    officeOID: nil)
            ])
        #expect(old.unreadRoles == 0)
    }

    @Test func `whoever's role was dropped is known and has none`() throws {
        let dropped = try SharedClaims.named("role rejected")
        #expect(!dropped.hasRole)
        #expect(dropped.schools.isEmpty)
        #expect(dropped.learnerNumber == "1.2.246.562.98.00000000050")
    }

    @Test(arguments: [
        ("1", "opettaja", MPASSidClaims.Kind.pupil), ("2", "", .teacher), ("3", "x", .staff), ("4", "x", .secretary),
        ("5", "x", .substitute), ("6", "x", .principal),
    ])
    func `the code decides`(_ code: String, _ text: String, _ kind: MPASSidClaims.Kind) {
        #expect(roles("\(Self.provider);99900;;\(text);\(code);\(Self.school);").roles.map(\.kind) == [kind])
    }

    @Test(arguments: ["7", "0", "x", "10"])
    func `an unknown code is a person without rights, not an error`(_ code: String) {
        let unknown = roles("\(Self.provider);99900;7B;oppilas;\(code);\(Self.school);")
        #expect(unknown.roles.map(\.kind) == [.other])
        #expect(!unknown.hasRole)
        #expect(!unknown.isOf(provider: Self.provider))
    }

    @Test(arguments: [
        ("Oppilas", MPASSidClaims.Kind.pupil), ("OPISKELIJA", .pupil), ("student", .pupil), ("oppija", .pupil),
        ("Inlärare", .pupil), ("learner", .pupil), ("Opettaja", .teacher), ("teacher", .teacher), ("lärare", .teacher),
        ("hallintohenkilö", .staff), ("staff", .staff), ("koulusihteeri", .secretary), ("skolsekreterare", .secretary),
        ("School Secretary", .secretary), ("sijaisopettaja", .substitute), ("lärarvikarie", .substitute),
        ("substitute teacher", .substitute), ("rehtori", .principal), ("rektor", .principal),
        ("principal", .principal), ("huoltaja", .other), ("", .other),
    ])
    func `without a code the text does, in every language and case`(_ text: String, _ kind: MPASSidClaims.Kind) {
        #expect(roles("\(Self.provider);99900;7B;\(text)").roles.map(\.kind) == [kind])
        #expect(roles("\(Self.provider);99900;7B;\(text);;\(Self.school);").roles.map(\.kind) == [kind])
    }

    @Test(arguments: ["", ";;;", "a;b;c", "a;b;c;d;e", "a;b;c;d;e;f", "a;b;c;d;e;f;g;h", ";99900;7B;oppilas;1;x;"])
    func `a value with another number of parts is counted and left out`(_ value: String) {
        let read = roles(value, "\(Self.provider);99900;7B;oppilas;1;\(Self.school);")
        #expect(read.roles.count == 1)
        #expect(read.unreadRoles == 1)
    }

    @Test func `one role for many schools comes once for each, and twice the same once`() {
        let value = "\(Self.provider);99900;;opettaja;2;\(Self.school);"
        #expect(roles(value, value, "\(Self.provider);99901;;opettaja;2;\(Self.upper);").roles.count == 2)
        #expect(claims([MPASSidClaims.Name.role: .string(value)]).roles.count == 1)
    }

    @Test func `schools are paired by the roles whatever their names and order`() {
        let teacher = claims([
            MPASSidClaims.Name.role: .list([
                .string("\(Self.provider);00001;;opettaja;2;\(Self.upper);"),
                .string("\(Self.provider);00002;;opettaja;2;\(Self.school);"),
            ]),
            MPASSidClaims.Name.schoolInfo: .list([
                .string("00002;Keskuskoulu"), .string("\(Self.upper);Keskuskoulu"), .string("00001;Keskuskoulu"),
                .string("\(Self.school);Keskuskoulu"),
            ]),
        ])
        #expect(
            Set(teacher.schools) == [
                MPASSidClaims.School(code: "00001", oid: Self.upper, name: "Keskuskoulu"),
                MPASSidClaims.School(code: "00002", oid: Self.school, name: "Keskuskoulu"),
            ])
    }

    @Test func `schools of one name that nothing tells apart stay apart`() {
        let staff = claims([
            MPASSidClaims.Name.schoolInfo: .list([
                .string("00002;Keskuskoulu"), .string("\(Self.upper);Keskuskoulu"),
                .string("\(Self.school);Keskuskoulu"),
                .string("x"), .string(";y"), .string("z;"),
            ])
        ])
        #expect(staff.schools.count == 3)
        #expect(staff.schools.allSatisfy { ($0.code == nil) != ($0.oid == nil) })
    }

    @Test(arguments: [("0", 0), ("10", 10), ("11", nil), ("-1", nil), ("7B", nil), ("", nil)] as [(String, Int?)])
    func `a class level is a number from 0 to 10`(_ text: String, _ level: Int?) {
        #expect(claims([MPASSidClaims.Name.classLevel: .string(text)]).classLevel == level)
    }

    @Test func `a role of another directory is not of the provider`() {
        let values: [String: JSONValue] = [
            MPASSidClaims.Name.role: .string("\(Self.provider);99900;7B;oppilas;1;\(Self.school);")
        ]
        #expect(claims(values).isOf(provider: Self.provider))
        let other = values.merging([MPASSidClaims.Name.originalIssuer: .string("1.2.246.562.99.00000000009")]) { $1 }
        #expect(!claims(other).isOf(provider: Self.provider))
    }

    @Test(arguments: [
        ("1.2.246.562.24.12345678901", false, "known"), ("1.2.246.562.98.24707445854", false, "test"),
        ("1.2.246.562.98.24707445854", true, "known"), ("1.2.246.562.198.24707445854", false, "test"),
        ("1.2.246.562.10.12345678901", true, "malformed"), ("1.2.246.562.24.1234567890", true, "malformed"),
        ("24.12345678901", true, "malformed"), ("", true, "missing"),
    ])
    func `a learner number is taken by its pattern, of test nodes only where allowed`(
        _ text: String, _ allowsTest: Bool, _ result: String
    ) {
        let number = Arrival.Number(text, allowsTest: allowsTest)
        switch result {
        case "known": #expect(number == LearnerNumber(text).map { .known($0) })
        case "test": #expect(number == .test)
        case "malformed": #expect(number == .malformed)
        default: #expect(number == .missing)
        }
    }
}
