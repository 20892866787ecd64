/// What an authenticator says about a credential that it has made (WebAuthn §6.5.4).
struct AttestationObject {
    let format: String
    /// The statement as it is written.
    let statement: [UInt8]
    let authenticatorData: [UInt8]

    init(_ bytes: [UInt8]) throws(PasskeyRefusal) {
        var walk = CBORWalk(bytes)
        guard try walk.map() == 3 else { throw .garbled }
        var (format, statement, data): (String?, [UInt8]?, [UInt8]?) = (nil, nil, nil)
        for _ in 0..<3 {
            switch try walk.text() {
            case "fmt": format = try walk.text()
            case "attStmt": statement = try walk.item()
            case "authData": data = try walk.byteString()
            default: throw .garbled
            }
        }
        guard walk.isAtEnd, let format, let statement, let data else { throw .garbled }
        (self.format, self.statement, authenticatorData) = (format, statement, data)
    }
}
