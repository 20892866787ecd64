extension Sample {
    /// SplitMix64: the same numbers from the same seed on every platform, whatever the standard library does.
    package struct Dice: Sendable {
        private var state: UInt64

        package init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        /// 0 ..< `count`.
        package mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

        package mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }

        /// One of a list that is not empty.
        package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

        /// The index of one of the weights, in proportion to them.
        mutating func index(weights: [Int]) -> Int {
            var rest = below(weights.reduce(0, +))
            for (index, weight) in weights.enumerated() {
                if rest < weight { return index }
                rest -= weight
            }
            return weights.count - 1
        }

        mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
            var list = list
            for index in list.indices.reversed().dropLast() { list.swapAt(index, below(index + 1)) }
            return list
        }
    }
}
