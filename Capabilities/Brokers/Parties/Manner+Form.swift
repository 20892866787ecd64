import Clients
import Outbound
import Web

extension Manner {
    /// As it was typed; what the profile does not let anybody say stays as it is at first.
    init(_ profile: Profile, _ form: Form) {
        self = profile.manner
        if profile.mayBeStrong {
            strongClasses = Self.words(form.text("strong-classes"))
            strongMethods = Self.words(form.text("strong-methods"))
        }
        if profile.mayEndSessions { endsSessions = form["ends-sessions"] != nil }
        guard profile == .suomifi else { return }
        classes = Self.words(form.text("classes"))
        identityCode = form.text("identity-code")
        mandates = MandateAddress(form)
        encryption = AgreedEncryption(
            key: KeyEncryption(rawValue: form.text("key-encryption")) ?? .rsaOAEP256,
            content: ContentEncryption(rawValue: form.text("content-encryption")) ?? .a256GCM)
    }

    /// What keeps it from being saved, by field.
    func problems(_ profile: Profile, _ outbound: Outbound) -> [(field: String, text: BrokersText)] {
        var problems: [(field: String, text: BrokersText)] = []
        for (field, words) in [
            ("classes", classes), ("strong-classes", strongClasses), ("strong-methods", strongMethods),
        ] where words.count > 20 || !words.allSatisfy({ Self.isPrintable($0) }) {
            problems.append((field, .wordsWrong))
        }
        guard profile == .suomifi else { return problems }
        // Whoever comes without a class that was agreed may have shown no more than a password.
        if classes.isEmpty { problems.append(("classes", .classesMissing)) }
        if !Self.isPrintable(identityCode) { problems.append(("identity-code", .identityCodeMissing)) }
        return problems + (mandates?.problems(outbound) ?? [])
    }

    private static func isPrintable(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// What the change log keeps of it.
    var values: [String: String] {
        [
            "classes": classes.joined(separator: " "), "strong_classes": strongClasses.joined(separator: " "),
            "strong_methods": strongMethods.joined(separator: " "), "ends_sessions": "\(endsSessions)",
            "identity_code_claim": identityCode, "mandates": mandates.map { "\($0.address) \($0.clientID)" } ?? "",
            "encryption": encryption.map { "\($0.key.rawValue) \($0.content.rawValue)" } ?? "",
        ]
    }
}
