import Base
import Foundation
import Outbound
import Web

extension MandateAddress {
    /// As it was typed; nil where nothing was.
    init?(_ form: Form) {
        let text = form.text("mandate-address")
        guard !text.isEmpty else { return nil }
        address = text.hasSuffix("/") ? String(text.dropLast()) : text
        clientID = form.text("mandate-client")
    }

    /// What keeps it from being saved, by field.
    func problems(_ outbound: Outbound) -> [(field: String, text: BrokersText)] {
        var problems: [(field: String, text: BrokersText)] = []
        if !outbound.allows(address) || address.contains(where: { "?#{}".contains($0) }) || address.utf8.count > 500 {
            problems.append(("mandate-address", .mandateAddressWrong))
        }
        if !Self.isPrintable(clientID) { problems.append(("mandate-client", .clientIDWrong)) }
        return problems
    }

    fileprivate static func isPrintable(_ text: String) -> Bool {
        (1...1000).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}

extension MandateSecrets {
    /// As they were typed: both, or neither where the old ones stay. Throws what is wrong.
    static func typed(_ form: Form, hasOld: Bool) throws(Wrong) -> MandateSecrets? {
        let (key, password) = (form["mandate-secret"] ?? "", form["mandate-password"] ?? "")
        if key.isEmpty, password.isEmpty, hasOld { return nil }
        guard MandateAddress.isPrintable(key) else { throw Wrong(field: "mandate-secret") }
        guard MandateAddress.isPrintable(password), !password.contains(":") else {
            throw Wrong(field: "mandate-password")
        }
        return MandateSecrets(key: key, password: password)
    }

    struct Wrong: Error { let field: String }

    init?(_ bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(MandateSecrets.self, from: Data(bytes)) else { return nil }
        self = value
    }

    func bytes() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }
}

extension MandateSession {
    init?(_ bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(MandateSession.self, from: Data(bytes)) else { return nil }
        self = value
    }

    func bytes() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }
}
