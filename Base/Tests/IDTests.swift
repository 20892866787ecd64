import Base
import Foundation
import Testing

@Suite struct IDTests {
    private enum Thing {}
    private enum Other {}

    @Test(arguments: [0, 1, 1_795_421_700_123, (1 << 48) - 1] as [Int64])
    func `a new id is a UUIDv7 of its instant`(_ milliseconds: Int64) {
        let (high, low) = ID<Thing>.new(at: Instant(milliseconds: milliseconds)).uuid.halves
        #expect(high >> 16 == UInt64(milliseconds))
        #expect(high >> 12 & 0xF == 7)
        #expect(low >> 62 == 0b10)
    }

    @Test func `ids are ordered by time, as values, as texts and as bytes`() {
        let ids = (0..<200).map { ID<Thing>.new(at: Instant(milliseconds: 1_795_421_700_000 + $0)) }
        #expect(ids.shuffled().sorted() == ids)
        #expect(ids.map(\.description).sorted() == ids.map(\.description))
        #expect(Set(ids).count == 200)
    }

    @Test func `ids of one instant differ, and the same generator makes the same ids`() {
        let now = Instant(milliseconds: 1_795_421_700_000)
        #expect(Set((0..<1000).map { _ in ID<Thing>.new(at: now) }).count == 1000)
        var (first, second) = (Steps(state: 7), Steps(state: 7))
        #expect(ID<Thing>.new(at: now, using: &first) == ID<Thing>.new(at: now, using: &second))
    }

    @Test(
        arguments: [
            (0, 0, "00000000000000000000000000"), (0, 1, "00000000000000000000000001"),
            (0, 31, "0000000000000000000000000z"),
            (.max, .max, "7zzzzzzzzzzzzzzzzzzzzzzzzz"), (1 << 63, 0, "40000000000000000000000000"),
        ] as [(UInt64, UInt64, String)])
    func `an extreme value has its text and comes back`(_ high: UInt64, _ low: UInt64, _ text: String) {
        let id = ID<Thing>(UUID(high: high, low: low))
        #expect(id.description == text)
        #expect(ID<Thing>(text) == id)
    }

    @Test func `random values come back from their text`() {
        var steps = Steps(state: 1)
        for _ in 0..<2000 {
            let id = ID<Thing>(UUID(high: steps.next(), low: steps.next()))
            #expect(ID<Thing>(id.description) == id)
            #expect(id.description.utf8.count == 26)
        }
    }

    @Test(arguments: [
        "", "0", "0000000000000000000000000", "000000000000000000000000000", "80000000000000000000000000",
        "z0000000000000000000000000", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "0000000000000000000000000A",
        "0000000000000000000000000i", "0000000000000000000000000l", "0000000000000000000000000o",
        "0000000000000000000000000u", "0000000000000-000000000000", " 0000000000000000000000000",
        "0000000000000000000000000\u{0}", "000000000000000000000000é", "018f3d7c-0000-7000-8000-000000000000",
    ])
    func `only the form that we write is read`(_ text: String) {
        #expect(ID<Thing>(text) == nil)
    }

    @Test func `a retagged id keeps its value`() {
        let id = ID<Thing>.new(at: Instant(milliseconds: 5))
        #expect(id.retagged(Other.self).uuid == id.uuid)
    }
}

/// SplitMix64, for values that are the same in every run.
private struct Steps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
