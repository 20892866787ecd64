import Storage
import Testing

@Suite struct SealTests {
    private let seal = try! Seal(key: Array(repeating: 7, count: 32))

    @Test func `what is closed opens for the same place alone`() throws {
        let closed = try seal.close(Array("salaisuus".utf8), for: "table.column")
        #expect(try seal.open(closed, for: "table.column") == Array("salaisuus".utf8))
        #expect(throws: Seal.Failure.broken) { try seal.open(closed, for: "table.other") }
        #expect(throws: Seal.Failure.broken) {
            try Seal(key: Array(repeating: 8, count: 32)).open(closed, for: "table.column")
        }
    }

    @Test func `a changed or cut byte is noticed`() throws {
        let closed = try seal.close([1, 2, 3], for: "place")
        for index in closed.indices {
            var changed = closed
            changed[index] ^= 1
            #expect(throws: Seal.Failure.broken) { try seal.open(changed, for: "place") }
        }
        for length in 0..<closed.count {
            #expect(throws: Seal.Failure.broken) { try seal.open(Array(closed.prefix(length)), for: "place") }
        }
    }

    @Test func `the same bytes close differently each time and hash the same`() throws {
        #expect(try seal.close([1], for: "place") != seal.close([1], for: "place"))
        #expect(seal.keyedHash([1], for: "place") == seal.keyedHash([1], for: "place"))
        #expect(seal.keyedHash([1], for: "place") != seal.keyedHash([1], for: "other"))
    }

    @Test(arguments: [0, 16, 31, 33]) func `a key has 32 bytes`(_ count: Int) {
        #expect(throws: Seal.Failure.keyLength) { try Seal(key: Array(repeating: 0, count: count)) }
    }

    @Test func `a seal prints nothing of its key`() { #expect("\(seal)" == "•••") }
}
