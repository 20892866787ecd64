import Base
import Testing

@Suite struct PersonalIdentityCodeTests {
    @Test(arguments: try NationalVectors.load().hetu.valid)
    func `a valid code tells birth date, century and sex code`(_ vector: NationalVectors.Valid) throws {
        let code = try #require(PersonalIdentityCode(vector.hetu))
        #expect(code.text == vector.hetu)
        #expect(code.birthDate.description == vector.date)
        #expect(code.birthDate.year / 100 * 100 == vector.century)
        #expect(String(code.sexCode) == vector.sexCode)
        #expect(code.isArtificial)
    }

    @Test(arguments: try NationalVectors.load().hetu.validDvvStyleFromOnrTests)
    func `the learner-number register's own test codes are read`(_ text: String) throws {
        #expect(try #require(PersonalIdentityCode(text)).isArtificial)
    }

    @Test(arguments: try NationalVectors.load().hetu.invalid)
    func `a broken code is refused`(_ vector: NationalVectors.Invalid) {
        #expect(PersonalIdentityCode(vector.hetu) == nil, "\(vector.why)")
    }

    @Test(arguments: [
        "", "010594-902", " 010594-9021", "010594-9021 ", "010594-9021\n", "０10594-9021", "010594–9021", "010594-902١",
        "000194-9021", "010094-9021", "010594-0011", "010594-902l",
    ])
    func `what only looks like a code is refused`(_ text: String) {
        #expect(PersonalIdentityCode(text) == nil)
    }

    @Test func `the separator is part of the identity`() throws {
        let hyphen = try #require(PersonalIdentityCode("010594-9021"))
        let letter = try #require(PersonalIdentityCode("010594Y9021"))
        #expect(hyphen.birthDate == letter.birthDate)
        #expect((hyphen == letter) == false)
        #expect(Set([hyphen, letter]).count == 2)
    }

    @Test func `a code never prints, however it is asked to`() throws {
        let code = try #require(PersonalIdentityCode("010594Y9021"))
        var dumped = ""
        dump([code], to: &dumped)
        let prints = ["\(code)", String(reflecting: code), "\([code])", "\(Optional(code) as Any)", dumped]
        for print in prints { #expect(!print.contains("9021") && !print.contains("010594") && print.contains("•••")) }
        #expect(!dumped.contains("1994") && Mirror(reflecting: code).children.isEmpty)
    }
}
