import Foundation

/// A client that sends bytes as it is told and as slowly. It never blocks: the server under test runs on these threads.
final class RawClient {
    private let socket: Int32
    private(set) var received: [UInt8] = []
    private(set) var isClosed = false

    struct Failure: Error { let code = errno }

    /// - Parameter receiveBuffer: bytes that the kernel keeps for a client that does not read.
    init(port: Int, receiveBuffer: Int32? = nil) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Failure() }
        if var size = receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure() }
        _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
    }

    deinit { close(socket) }

    var text: String { String(decoding: received, as: UTF8.self) }

    /// Sends all that the other side takes within a second; false when it has closed.
    @discardableResult func send(_ text: String) async -> Bool {
        let bytes = Array(text.utf8)
        var sent = 0
        for _ in 0..<200 where sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno != EAGAIN {
                return false
            } else {
                try? await Task.sleep(for: .milliseconds(5))
            }
        }
        return sent == bytes.count
    }

    /// Reads what is there, at most `most` bytes.
    func read(_ most: Int = 65_536) {
        var buffer = [UInt8](repeating: 0, count: most)
        let count = recv(socket, &buffer, most, 0)
        if count > 0 { received += buffer[..<count] }
        if count == 0 || (count < 0 && errno != EAGAIN) { isClosed = true }
    }

    /// Reads until the other side closes; false when it has not within `seconds`.
    func readsToEnd(within seconds: Double) async -> Bool {
        await reads(within: seconds) { $0.isClosed }
    }

    /// Reads until `condition` holds; false when it does not within `seconds`.
    func reads(within seconds: Double, until condition: (RawClient) -> Bool) async -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            read()
            if condition(self) { return true }
            if isClosed { return condition(self) }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return condition(self)
    }
}
