import Base
import Directory
import Storage

/// A demo's municipality on the day on which it is made, for the steps that fill it with what happens at school.
struct LivelyDay: Sendable {
    let provider: Provider
    let now: Instant

    var today: CivilDate { now.day }

    /// One step: it writes what its room would have got on such a day, the same for the same seed.
    typealias Step = @Sendable (LivelyDay, any Writer) throws -> Void

    /// Every step, in the order in which they stand on each other.
    static let steps: [Step] = [{ day, writer in try day.giveHomework(writer) }]

    func fill(_ writer: any Writer) throws { for step in LivelyDay.steps { try step(self, writer) } }
}

/// SplitMix64: the same numbers from the same seed on every platform, whatever the standard library does.
struct LivelyDice: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 ..< `count`.
    mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

    mutating func chance(percent: Int) -> Bool { below(100) < percent }

    /// One of a list that is not empty.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
