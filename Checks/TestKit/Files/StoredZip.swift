/// Writes zip files without compression, also wrong ones (APPNOTE 6.3.10, 4.3).
package struct StoredZip {
    /// One file of the archive.
    package struct Entry {
        package var name: String
        package var bytes: [UInt8]
        package var isEncrypted = false
        /// The size that the directory claims; nil tells the truth.
        package var claimedSize: UInt32?
        /// Whether Unix would unpack it as a symbolic link.
        package var isLink: Bool

        package init(
            name: String, bytes: [UInt8], isEncrypted: Bool = false, claimedSize: UInt32? = nil, isLink: Bool = false
        ) {
            (self.name, self.bytes, self.isEncrypted, self.claimedSize) = (name, bytes, isEncrypted, claimedSize)
            self.isLink = isLink
        }
    }

    /// The bytes of the archive.
    package static func archive(_ entries: [Entry]) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = UInt32(body.count)
            let common = fields(of: entry)
            let name = Array(entry.name.utf8)
            body += little(UInt32(0x0403_4b50))
            body += common + name + entry.bytes
            directory += little(UInt32(0x0201_4b50))
            directory += little(UInt16(20 | (entry.isLink ? 3 << 8 : 0)))
            directory += common + [UInt8](repeating: 0, count: 6) + little(entry.isLink ? UInt32(0xA1FF) << 16 : 0)
            directory += little(offset)
            directory += name
        }
        return body + directory + end(entries.count, size: directory.count, offset: body.count)
    }

    private static func end(_ count: Int, size: Int, offset: Int) -> [UInt8] {
        var end = little(UInt32(0x0605_4b50))
        end += little(UInt32(0))
        end += little(UInt16(count))
        end += little(UInt16(count))
        end += little(UInt32(size))
        end += little(UInt32(offset))
        end += little(UInt16(0))
        return end
    }

    /// Version, flags, method, time, date, checksum, sizes, and the lengths of the name and of extra fields.
    private static func fields(of entry: Entry) -> [UInt8] {
        let packed = UInt32(entry.bytes.count)
        // A claim of another size only makes sense for a compressed entry.
        let method: UInt16 = entry.claimedSize == nil ? 0 : 8
        var fields = little(UInt16(20))
        fields += little(UInt16(entry.isEncrypted ? 1 : 0))
        fields += little(method)
        fields += little(UInt32(0x5A21_0000))
        fields += little(checksum(entry.bytes))
        fields += little(packed)
        fields += little(entry.claimedSize ?? packed)
        fields += little(UInt16(entry.name.utf8.count))
        fields += little(UInt16(0))
        return fields
    }

    private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
