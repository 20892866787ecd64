import Base
import Foundation
import Testing

@testable import Web

@Suite struct PathTests {
    private enum Thing {}

    @Test(arguments: [
        ("jarvi", "7a", "/jarvi/groups/7a"), ("a/b", "..", "/a%2Fb/groups/.."), ("a b", "å", "/a%20b/groups/%C3%A5"),
        ("?q=1", "#top", "/%3Fq%3D1/groups/%23top"), ("\\", "%2F", "/%5C/groups/%252F"),
        ("\r\nX: y", "\u{0}", "/%0D%0AX%3A%20y/groups/%00"),
    ])
    func `each parameter is filled in order and encoded`(_ provider: String, _ group: String, _ path: String) {
        let pattern: PathPattern = "/{provider}/groups/{group}"
        #expect(pattern(provider, group).description == path)
    }

    @Test func `an id fills a parameter in its outside form`() {
        let pattern: PathPattern = "/people/{person}"
        let id = ID<Thing>(UUID(high: 0, low: 1))
        #expect(pattern(id).description == "/people/00000000000000000000000001")
    }

    @Test func `a path without parameters is itself`() {
        let (root, account): (PathPattern, PathPattern) = ("/", "/account")
        #expect(root().description == "/")
        #expect(account().description == "/account")
    }

    @Test(arguments: [
        ("/{provider}/groups/{group}", "/jarvi/groups/7a", true),
        ("/{provider}/groups/{group}", "/jarvi/groups", false),
        ("/{provider}/groups/{group}", "/jarvi/Groups/7a", false),
        ("/{provider}/groups/{group}", "/jarvi/groups/7a/b", false),
        ("/account", "/account", true), ("/account", "/accounts", false), ("/", "/", true), ("/", "/a", false),
    ])
    func `a path matches part by part`(_ pattern: String, _ path: String, _ matches: Bool) {
        #expect(PathPattern(stringLiteral: pattern).matches(path) == matches)
    }

    @Test(arguments: [("/account/{id}", "account"), ("/{provider}/groups", nil), ("/", nil)] as [(String, String?)])
    func `the first part tells our own word from a slug`(_ pattern: String, _ word: String?) {
        #expect(PathPattern(stringLiteral: pattern).firstLiteral == word)
    }

    @Test func `a query is encoded and comes after the path`() {
        let link = PathPattern("/sign-in")()
        #expect(
            link.with(["to": "/a?b=c&d", "å": "1 + 1"]).description == "/sign-in?to=%2Fa%3Fb%3Dc%26d&%C3%A5=1%20%2B%201"
        )
        #expect(link.with([:]) == link)
    }

    @Test(
        arguments: [
            ("%41", "A"), ("a+b", "a+b"), ("%C3%A5", "å"), ("%c3%a5", "å"), ("%", nil), ("%4", nil), ("%4g", nil),
            ("%C3", nil), ("%ff", nil),
            ("%00", nil), ("a\u{0}", nil), ("%C0%AF", nil), ("%ED%A0%80", nil), ("", ""),
        ] as [(String, String?)])
    func `only escapes of UTF-8 without U+0000 are decoded`(_ text: String, _ decoded: String?) {
        #expect(PercentEncoding.decoded(text.utf8, plusIsSpace: false) == decoded)
    }

    @Test func `every character comes back from its encoding`() throws {
        let text = String(String.UnicodeScalarView((1...0x2FF).compactMap(Unicode.Scalar.init))) + "👩‍🏫"
        let encoded = PercentEncoding.encoded(text)
        #expect(encoded.utf8.allSatisfy { $0 > 32 && $0 < 127 })
        #expect(PercentEncoding.decoded(encoded.utf8, plusIsSpace: true) == text)
    }
}
