import Testing

@testable import Base

@Suite struct NationalIdentifierTests {
    private static let learnerNodes = [24, 98, 198]
    private static let organisationNodes = [10, 99, 199]

    @Test(arguments: try NationalVectors.load().oid.validGenerated)
    func `a generated object identifier carries the check digit of its node`(_ object: NationalVectors.Object) throws {
        let node = try #require(object.node)
        let body = String(object.digits.dropLast())
        let check = node == 24 ? CheckDigit.reference(body) : CheckDigit.luhn(body)
        #expect(object.digits == "\(body)\(check)")
        let learner = LearnerNumber(object.oid)
        #expect((learner != nil) == Self.learnerNodes.contains(node))
        #expect(learner?.hasRightCheckDigit ?? true)
        #expect((OrganisationOID(object.oid) != nil) == Self.organisationNodes.contains(node))
    }

    @Test(arguments: try NationalVectors.load().oid.knownReal)
    func `an identifier in real use is accepted`(_ object: NationalVectors.Object) throws {
        let node = try #require(object.node)
        if Self.learnerNodes.contains(node) {
            #expect(try #require(LearnerNumber(object.oid)).hasRightCheckDigit)
        } else if Self.organisationNodes.contains(node) {
            #expect(OrganisationOID(object.oid)?.description == object.oid)
        } else {
            #expect(CheckDigit.luhn(String(object.digits.dropLast())) == object.digits.last?.asciiDigit)
        }
    }

    @Test(
        arguments: try NationalVectors.load().oid.invalid + [
            "", "1.2.246.562.24.", "1.2.246.562.024.59428595753", "1.2.246.562.24.59428595753 ",
            "1.2.246.562.24.5942859575٣",
            "1.2.246.563.24.59428595753", "1.2.246.562.24.59428595753.1", "1.2.246.562.10.123456789012345678901234567",
        ])
    func `a broken object identifier is refused`(_ text: String) {
        #expect(LearnerNumber(text) == nil)
        #expect(OrganisationOID(text) == nil)
    }

    @Test(arguments: [24, 98, 198], [1_000_000_000, 9_999_999_999, 5_942_859_575] as [Int64])
    func `a learner number made here has the right check digit`(_ node: Int, _ serial: Int64) throws {
        let number = try #require(LearnerNumber(node: node, serial: serial))
        #expect(number.hasRightCheckDigit)
        #expect(LearnerNumber(number.description) == number)
        #expect(number.isTestNumber == (node != 24))
    }

    @Test func `a wrong check digit is told but not refused, since test registers hand them out`() throws {
        let number = try #require(LearnerNumber("1.2.246.562.24.59428595754"))
        #expect(!number.hasRightCheckDigit)
    }

    @Test(arguments: [(24, 999_999_999), (24, 10_000_000_000), (10, 5_942_859_575)] as [(Int, Int64)])
    func `no learner number comes of other nodes or lengths`(_ node: Int, _ serial: Int64) {
        #expect(LearnerNumber(node: node, serial: serial) == nil)
    }

    @Test(arguments: try NationalVectors.load().ytunnus.valid)
    func `a business id is accepted as it stands`(_ text: String) {
        #expect(BusinessID(text)?.description == text)
    }

    @Test(arguments: try NationalVectors.load().ytunnus.invalid)
    func `a broken business id is refused`(_ vector: NationalVectors.Refused) {
        #expect(BusinessID(vector.y) == nil, "\(vector.why)")
    }

    @Test(arguments: [
        "", "-", "1572860", "1572860-", "1572860-00", "15728600-0", "1572860-0-", "157286０-0", "1572860-a",
    ])
    func `a business id of another form is refused`(_ text: String) {
        #expect(BusinessID(text) == nil)
    }

    @Test(arguments: try NationalVectors.load().ytunnus.normalise)
    func `an old business id gets its leading zero`(_ vector: NationalVectors.Normal) {
        #expect(BusinessID(vector.in)?.description == vector.out)
    }

    @Test(arguments: [("00204", true), ("0204", false), ("002045", false), ("0020a", false), ("٠٠٢٠٤", false)])
    func `a school code has five digits`(_ text: String, _ isValid: Bool) {
        #expect(SchoolCode(text)?.description == (isValid ? text : nil))
    }

    @Test(arguments: [("091", true), ("91", false), ("0911", false), ("09a", false)])
    func `a municipality code has three digits`(_ text: String, _ isValid: Bool) {
        #expect(MunicipalityCode(text)?.description == (isValid ? text : nil))
    }
}
