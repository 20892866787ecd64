import Base
import Crypto
import Directory
import Foundation
import TestKit
import Testing

@testable import Brokers

/// What a mandate gives, beside what the register says (decision 0026); `national.md` 10.2.
@Suite struct MandateRulesTests {
    private static let today = CivilDate(year: 2026, month: 11, day: 23) ?? CivilDate(dayNumber: 0)
    private static let child = MandateChild(
        person: World.person(.pupil), birthDate: CivilDate(year: 2013, month: 5, day: 4), isProtected: false)
    private static let own: Set<ID<Person>> = [World.person(.otherGuardian)]
    private static let bond = ID<Guardianship>(UUID(high: 1, low: 1))

    private static func code(_ text: String = "040513A902K") throws -> PersonalIdentityCode {
        try #require(PersonalIdentityCode(String(text.prefix(10)) + check(text)))
    }

    /// The right check character for the first ten.
    private static func check(_ text: String) -> String {
        "0123456789ABCDEFHJKLMNPRSTUVWXY".map(String.init).first {
            PersonalIdentityCode(String(text.prefix(10)) + $0) != nil
        } ?? ""
    }

    private func verdict(
        _ children: [MandateChild] = [child], _ bonds: [MandateBond] = [], code text: String = "040513A902K"
    ) throws -> MandateRules.Verdict {
        MandateRules.verdict(try Self.code(text), children, bonds, own: Self.own, on: Self.today)
    }

    private func bond(
        isMandate: Bool, isEnded: Bool = false, begins: CivilDate? = today.adding(days: -1), lasting days: Int = 1
    ) -> MandateBond {
        MandateBond(
            id: Self.bond, isMandate: isMandate, isEnded: isEnded, begins: begins,
            ends: begins?.adding(days: days))
    }

    @Test func `a minor whom the register names as nobody's of theirs is theirs for a day`() throws {
        #expect(try verdict() == .new)
        #expect(try verdict([Self.child], [bond(isMandate: true)]) == .again(Self.bond))
        #expect(try verdict([Self.child], [bond(isMandate: true, begins: Self.today)]) == .known)
    }

    @Test func `what the register says of the two stays, in force or over`() throws {
        for begins in [nil, Self.today.adding(days: -9), Self.today.adding(days: 9)] {
            for isEnded in [false, true] {
                let register = bond(isMandate: false, isEnded: isEnded, begins: begins)
                #expect(try verdict([Self.child], [register]) == .nothing)
                #expect(try verdict([Self.child], [bond(isMandate: true), register]) == .nothing)
            }
        }
        // The office has ended what a mandate gave, the record or its days.
        #expect(try verdict([Self.child], [bond(isMandate: true, isEnded: true)]) == .nothing)
        for days in [0, 2, 30] {
            #expect(try verdict([Self.child], [bond(isMandate: true, lasting: days)]) == .nothing)
        }
    }

    @Test func `a protected child, one who may be an adult, two records and oneself are nobody's by a mandate`() throws
    {
        let (person, birth) = (Self.child.person, Self.child.birthDate)
        #expect(try verdict([MandateChild(person: person, birthDate: birth, isProtected: true)]) == .nothing)
        #expect(try verdict([MandateChild(person: person, birthDate: nil, isProtected: false)]) == .nothing)
        let grown = MandateChild(
            person: person, birthDate: CivilDate(year: 2008, month: 11, day: 23), isProtected: false)
        #expect(try verdict([grown]) == .nothing)
        // The register has it wrong, the code does not.
        #expect(try verdict(code: "231108A902K") == .nothing)
        #expect(try verdict(code: "241108A902K") == .new)
        let other = MandateChild(person: World.person(.classmate), birthDate: birth, isProtected: false)
        #expect(try verdict([Self.child, other]) == .nothing)
        #expect(try verdict([]) == .nothing)
        let own = MandateChild(person: World.person(.otherGuardian), birthDate: birth, isProtected: false)
        #expect(try verdict([own]) == .nothing)
    }

    @Test func `every question is signed over its path and time`() throws {
        let path = "/service/hpa/user/register/digione/010594Y9021?requestId=1"
        let proof = Valtuudet.proof(
            of: path, client: "digione", key: "key", at: Instant(milliseconds: 1_790_000_000_123))
        let words = proof.split(separator: " ")
        #expect(words.count == 3 && words[0] == "digione" && words[1] == "2026-09-21T14:13:20.123Z")
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(path) 2026-09-21T14:13:20.123Z".utf8), using: SymmetricKey(data: Data("key".utf8)))
        #expect(words[2] == Data(code).base64EncodedString())
    }
}
