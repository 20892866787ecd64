import Accounts
import Base
import Testing

@Suite struct PasswordTests {
    private let rules: PasswordRules

    init() throws { rules = try PasswordRules(words: ["password", "jalkapallo", "sunshine"]) }

    @Test(arguments: [
        ("lyhyt", PasswordRules.Refusal.tooShort), ("yhdeksän9", .tooShort), ("password123", .common),
        ("Salasana2026!", .common), ("p4ssw0rd!!!!", .common), ("1234567890", .common), ("aaaaaaaaaaaa", .common),
        ("abcabcabcabc", .common), ("jalkapallo", .common), ("Niemi202620", .ownName), ("aino-2013-05", .ownName),
        (String(repeating: "pitkä sana ", count: 200), .tooLong),
    ])
    func `is refused`(_ password: String, _ reason: PasswordRules.Refusal) {
        #expect(throws: PasswordRefused.self) { try rules.check(password, names: ["Aino Niemi", "aino.niemi@lake"]) }
        do {
            try rules.check(password, names: ["Aino Niemi"])
        } catch {
            #expect(error.reason == reason)
        }
    }

    @Test(arguments: [
        "salasana12", "Salasana2026!", "s4l4s4n4!!", "salas4n4!!", "Kirjaudu123", "koulukoulu", "suomi-suomi",
        "oppilas2026",
        "lösenord12", "Losenord!!1", "hejhejhejhej1", "sommar-2026", "Minecraft123", "qwertyasdf", "kesäkesä2026",
        "äiti.äiti.1",
    ])
    func `what people here take first is common, however it is dressed`(_ password: String) {
        #expect(throws: PasswordRefused(.common)) { try rules.check(password, names: []) }
    }

    @Test(arguments: ["jarvikaupunki1", "J4rvik4upunki!", "Järvikaupunki", "aino-jarvikaupunki", "N1emi-Aino-12"])
    func `names of the person and of the municipality are no password`(_ password: String) {
        #expect(throws: PasswordRefused(.ownName)) {
            try rules.check(password, names: ["Aino Niemi", "jarvikaupunki", "Järvikaupunki"])
        }
    }

    @Test func `what we make ourselves passes, and no two are alike`() throws {
        let passphrases = try Passphrases()
        for language in Language.allCases {
            let all = (0..<200).map { _ in passphrases.password(in: language).reveal() }
            for password in all {
                try rules.check(password, names: ["Aino Niemi", "jarvikaupunki"])
                #expect(password.wholeMatch(of: /[a-z]+-[a-z]+-[a-z]+-[2-9]{4}/) != nil)
            }
            #expect(Set(all).count == all.count)
        }
    }

    @Test func `a protected person's sign-in name is not made of the name`() throws {
        let name = PersonName(given: "Venla Inkeri", called: "Venla", family: "Aaltola")
        let passphrases = try Passphrases()
        for _ in 0..<50 {
            let hidden = passphrases.signInName(of: name, isProtected: true, in: .fi)
            #expect(!hidden.contains("venla") && !hidden.contains("aaltola"))
            let open = passphrases.signInName(of: name, isProtected: false, in: .fi)
            #expect(open.wholeMatch(of: /venla\.aaltola[2-9]{3}/) != nil)
        }
    }

    @Test(arguments: [
        "kettu-kiertaa-saarta", "öljylamppu ja kaksi kissaa", "xK9#mQ2$vL", "пароль-на-десять-слов",
        "🦊🦊🦊 sinisen järven rannalla",
    ])
    func `is accepted`(_ password: String) throws {
        try rules.check(password, names: ["Aino Niemi"])
    }

    @Test func `the hash is Argon2id with 19 MiB and two passes`() async throws {
        let hash = try await PasswordHasher().hash(Secret("kettu-kiertaa-saarta"))
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    }

    @Test func `only the right password opens, and an unknown account never does`() async throws {
        let hasher = try PasswordHasher()
        let hash = try await hasher.hash(Secret("kettu-kiertaa-saarta"))
        #expect(try await hasher.verify(Secret("kettu-kiertaa-saarta"), against: hash))
        #expect(try await !hasher.verify(Secret("kettu-kiertaa-saarto"), against: hash))
        #expect(try await !hasher.verify(Secret(""), against: hash))
        #expect(try await !hasher.verify(Secret("a password that nobody has"), against: nil))
        #expect(!hasher.isOutdated(hash))
    }

    @Test func `too many waiting are refused at once`() async throws {
        let hasher = try PasswordHasher(cores: 1, mostWaiting: 2)
        let refusals = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        _ = try await hasher.verify(Secret("x"), against: nil)
                        return false
                    } catch {
                        return (error as? Fault)?.kind == .unavailable
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refusals > 0)
    }

    @Test func `codes are read as people type them`() {
        let code = Token.code()
        let typed =
            " " + code.text.uppercased().replacing("-", with: " ").replacing("0", with: "O").replacing("1", with: "l")
        #expect(Token.code(typed: typed).hash == code.hash)
        #expect(code.text.count == 19)
    }
}
