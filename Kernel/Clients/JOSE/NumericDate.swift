package import Base

/// Seconds since 1970 as tokens write moments (RFC 7519 §2); fractions are read and left out.
package struct NumericDate: Codable, Hashable, Sendable, Comparable {
    package let seconds: Int64

    package init(_ instant: Instant) { seconds = instant.milliseconds / 1000 }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Double.self)
        guard value.isFinite, (0..<1e12).contains(value) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no moment")
        }
        seconds = Int64(value)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }

    package var instant: Instant { Instant(milliseconds: seconds * 1000) }

    package static func < (left: NumericDate, right: NumericDate) -> Bool { left.seconds < right.seconds }
}

/// One text or a list of them, as `aud` is written (RFC 7519 §4.1.3).
package struct Audience: Codable, Hashable, Sendable {
    package let names: [String]

    package init(_ names: String...) { self.names = names }

    /// Writes it as the member `aud`.
    package func add(to json: inout JSONText) {
        if names.count == 1 { json.add("aud", names[0]) } else { json.add("aud", names) }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        names = try (try? container.decode(String.self)).map { [$0] } ?? container.decode([String].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if names.count == 1 { try container.encode(names[0]) } else { try container.encode(names) }
    }
}
