import Base
import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate for this machine and the authority that vouches for it, for tests alone.
struct TestCertificates: Sendable {
    let folder: URL

    var authority: URL { folder.appending(path: "ca.pem") }
    var certificate: URL { folder.appending(path: "server.pem") }
    var key: URL { folder.appending(path: "server.key") }

    static let days: Int64 = 365

    /// Makes the three files unless they are there. The key of the authority is written nowhere, and it may vouch for this
    /// machine alone: whoever trusts it for a test has lost nothing when the folder goes astray.
    func prepare(at now: Instant) throws {
        let files = [authority, certificate, key]
        let there = files.filter { FileManager.default.fileExists(atPath: $0.path) }
        guard there.isEmpty else {
            guard there.count == files.count else {
                throw Fault(.conflict, log: "\(folder.path): some of ca.pem, server.pem and server.key are missing")
            }
            return
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let signer = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let secret = P256.Signing.PrivateKey()
        let issuer = try DistinguishedName { CommonName("DigiOne testbed CA, this machine only") }
        let root = try certificate(
            for: signer.publicKey, named: issuer, from: issuer, by: signer, at: now, Self.authorityExtensions(signer))
        let leaf = try certificate(
            for: Certificate.PrivateKey(secret).publicKey, named: DistinguishedName { CommonName("localhost") },
            from: issuer, by: signer, at: now, Self.serverExtensions)
        // The key first: a folder with a certificate is a folder that is complete.
        try write(secret.pemRepresentation, to: key, isSecret: true)
        try write(leaf.serializeAsPEM().pemString, to: certificate)
        try write(root.serializeAsPEM().pemString, to: authority)
    }

    private func certificate(
        for key: Certificate.PublicKey, named subject: DistinguishedName, from issuer: DistinguishedName,
        by signer: Certificate.PrivateKey, at now: Instant, _ extensions: Certificate.Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key,
            notValidBefore: now.adding(minutes: -5).date, notValidAfter: now.adding(days: Self.days).date,
            issuer: issuer, subject: subject, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
            issuerPrivateKey: signer)
    }

    /// RFC 5280 §4.2.1.10: for loopback and nothing else.
    private static func authorityExtensions(_ signer: Certificate.PrivateKey) throws -> Certificate.Extensions {
        let ranges: [[UInt8]] = [
            [127, 0, 0, 0, 255, 0, 0, 0],
            Array(repeating: 0, count: 15) + [1] + Array(repeating: 255, count: 16),
        ]
        return try Certificate.Extensions {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            Critical(
                NameConstraints(
                    permittedDNSDomains: ["localhost"],
                    permittedIPRanges: ranges.map { ASN1OctetString(contentBytes: $0[...]) }))
            SubjectKeyIdentifier(hash: signer.publicKey)
        }
    }

    private static var serverExtensions: Certificate.Extensions {
        get throws {
            let loopback: [[UInt8]] = [[127, 0, 0, 1], Array(repeating: 0, count: 15) + [1]]
            let names: [GeneralName] =
                [.dnsName("localhost")] + loopback.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) }
            return try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names)
            }
        }
    }

    private func write(_ text: String, to file: URL, isSecret: Bool = false) throws {
        let mode = isSecret ? 0o600 : 0o644
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: mode])
        else { throw Fault(.broken, log: "\(file.path): cannot be written") }
    }
}
