import Base
import Testing

@Suite struct Base64URLTests {
    @Test(arguments: [[], [0], [255, 254], [251, 255, 191], Array("salaisuus".utf8)] as [[UInt8]])
    func `bytes come back`(_ bytes: [UInt8]) {
        let text = Base64URL.text(bytes)
        #expect(!text.contains(where: { "+/=".contains($0) }))
        #expect(Base64URL.bytes(text) == bytes)
    }

    @Test(arguments: ["a", "ab=", "a+b/", "aé", "a b", "AB", "AA==", "AA\n", "-_-_-"])
    func `what is not written so is refused`(_ text: String) { #expect(Base64URL.bytes(text) == nil) }
}
