import Base
import Storage

/// Rows that the measuring of commits writes and takes away again.
enum BenchRow {
    private static func key(_ number: Int) -> [UInt8] { Array("bench \(number)".utf8) }
    private static let oldest = Instant(milliseconds: 0)

    static func write(number: Int, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO throttle (subject, window_began_at, attempts) VALUES (\(key(number)), \(oldest), \(0))
            """)
    }

    static func removeAll(_ writer: any Writer) throws {
        try writer.run("DELETE FROM throttle WHERE window_began_at = \(oldest)")
    }
}
