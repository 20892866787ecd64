import Base
import Testing

@testable import StrongSignIn

@Suite struct OneTimeCodeTests {
    private static let key = Array("12345678901234567890".utf8)

    @Test(arguments: [
        (0, "755224"), (1, "287082"), (2, "359152"), (3, "969429"), (4, "338314"), (5, "254676"), (6, "287922"),
        (7, "162583"), (8, "399871"), (9, "520489"),
    ])
    func `RFC 4226 appendix D`(_ count: Int64, _ code: String) {
        #expect(OneTimeCode.code(Self.key, count: count) == code)
    }

    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `RFC 6238 appendix B, SHA-1`(_ seconds: Int64, _ code: String) {
        let step = OneTimeCode.step(at: Instant(milliseconds: seconds * 1000))
        #expect(OneTimeCode.code(Self.key, count: step, digits: 8) == code)
    }

    @Test(arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)])
    func `RFC 6238 5.2: a clock may be one step off`(_ off: Int64, _ isTaken: Bool) {
        let now = Instant(milliseconds: 1_795_421_700_000)
        let step = OneTimeCode.step(at: now) + off
        let found = OneTimeCode.step(of: OneTimeCode.code(Self.key, count: step), Self.key, at: now, after: 0)
        #expect(found == (isTaken ? step : nil))
    }

    @Test func `RFC 6238 5.2: a code works once, and none before it afterwards`() {
        let now = Instant(milliseconds: 1_795_421_700_000)
        let step = OneTimeCode.step(at: now)
        func found(_ count: Int64) -> Int64? {
            OneTimeCode.step(of: OneTimeCode.code(Self.key, count: count), Self.key, at: now, after: step)
        }
        #expect(found(step) == nil && found(step - 1) == nil && found(step + 1) == step + 1)
    }

    @Test(arguments: ["", "12345", "1234567", "12345a", "１２３４５６", "-12345"])
    func `what is not six digits is no code`(_ typed: String) {
        #expect(OneTimeCode.step(of: typed, Self.key, at: Instant(milliseconds: 0), after: -9) == nil)
    }

    @Test func `space between the digits does not matter`() {
        let now = Instant(milliseconds: 1_795_421_700_000)
        let code = OneTimeCode.code(Self.key, count: OneTimeCode.step(at: now))
        let typed = " \(code.prefix(3)) \(code.suffix(3)) "
        #expect(OneTimeCode.step(of: typed, Self.key, at: now, after: 0) != nil)
    }

    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `RFC 4648 section 10, without padding`(_ plain: String, _ text: String) {
        #expect(Base32.text(Array(plain.utf8)) == text)
    }

    @Test func `an app reads name, key and how codes are made`() {
        let address = OneTimeCode.address(Self.key, name: "outi.ranta@järvi")
        #expect(
            address == "otpauth://totp/DigiOne:outi.ranta%40j%C3%A4rvi?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=DigiOne&algorithm=SHA1&digits=6&period=30")
        #expect(Base32.spaced(Self.key).hasPrefix("GEZD GNBV GY3T"))
    }

    @Test func `a QR code is square, with its three marks in the corners`() throws {
        let rows = try #require(QRCode.rows(of: OneTimeCode.address(Self.key, name: "outi.ranta@lake")))
        #expect(rows.count >= 33 && rows.allSatisfy { $0.count == rows.count })
        let mark = rows.indices.prefix(7)
        for corner in [(0, 0), (0, rows.count - 7), (rows.count - 7, 0)] {
            for at in mark { #expect(rows[corner.0][corner.1 + at] && rows[corner.0 + at][corner.1]) }
        }
        #expect(QRCode.rows(of: String(repeating: "a", count: 5000)) == nil)
    }
}
