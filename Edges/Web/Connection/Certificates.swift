package import Base
package import Foundation
import NIOSSL
import Synchronization

/// The certificate chain and the key from two PEM files, read again when they were renewed.
package final class Certificates: Sendable {
    private let chain: URL
    private let key: URL
    private let context: Mutex<NIOSSLContext>

    /// Throws a `Fault` that says which file is wrong and how; never what is in it.
    package init(chain: URL, key: URL) throws {
        (self.chain, self.key) = (chain, key)
        context = Mutex(try Certificates.read(chain, key))
    }

    /// What new connections get; those that are open keep what they have.
    var current: NIOSSLContext { context.withLock { $0 } }

    /// Reads both files again; when they are no pair, what was there before stays.
    package func reload() throws {
        let fresh = try Certificates.read(chain, key)
        context.withLock { $0 = fresh }
    }

    /// When the first certificate of the chain ends.
    package static func end(of chain: URL) throws -> Instant {
        guard let first = try? NIOSSLCertificate.fromPEMFile(chain.path).first else {
            throw Fault(.broken, log: "the certificate file holds no PEM certificate that can be read")
        }
        return Instant(milliseconds: Int64(first.notValidAfter) * 1000)
    }

    private static func read(_ chain: URL, _ key: URL) throws -> NIOSSLContext {
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(chain.path), !certificates.isEmpty else {
            throw Fault(.broken, log: "the certificate file holds no PEM certificate that can be read")
        }
        guard let secret = try? NIOSSLPrivateKey(file: key.path, format: .pem) else {
            throw Fault(.broken, log: "the key file holds no PEM key that can be read")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(secret))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw Fault(.broken, log: "the key does not belong to the certificate")
        }
    }
}
