import Base
import Testing

@Suite struct SecretTests {
    private struct Settings {
        let name = "digione"
        let key = Secret("kuikka-uittaa")
    }

    @Test func `a secret never prints, alone or inside something`() {
        let secret = Secret("kuikka-uittaa")
        var dumped = ""
        dump(Settings(), to: &dumped)
        let prints = [
            "\(secret)", String(reflecting: secret), "\([secret])", "\(Settings())", "\(Optional(secret) as Any)",
            dumped,
        ]
        for print in prints { #expect(print.contains("•••") && !print.contains("kuikka")) }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func `a secret is there for whoever asks by name`() {
        #expect(Secret("kuikka").reveal() == "kuikka")
        #expect(Secret("kuikka") == Secret("kuikka"))
        #expect((Secret("kuikka") == Secret("uikku")) == false)
    }
}
