import Foundation

/// A server on loopback that answers every connection with the same bytes, and may take its time.
final class LoopbackServer: Sendable {
    let port: UInt16
    private let listener: Int32

    init(_ answer: [UInt8], afterSeconds delay: UInt32 = 0) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(listener, plain, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, plain, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        (self.listener, port) = (listener, UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    close(listener)
                    return
                }
                Thread.detachNewThread {
                    var head = [UInt8](repeating: 0, count: 4096)
                    _ = recv(connection, &head, head.count, 0)
                    sleep(delay)
                    var rest = answer[...]
                    while !rest.isEmpty {
                        let sent = rest.withUnsafeBytes {
                            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                        }
                        guard sent > 0 else { break }
                        rest = rest.dropFirst(sent)
                    }
                    close(connection)
                }
            }
        }
    }

    /// What waits for a connection is woken by the end of both directions, and closes: closed here, its number could already
    /// be another server's while it still takes connections.
    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// An HTTP answer with this body.
    static func answer(_ status: String, _ body: [UInt8], headers: String = "") -> [UInt8] {
        Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\(headers)\r\n".utf8) + body
    }
}
