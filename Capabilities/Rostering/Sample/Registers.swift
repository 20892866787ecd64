extension Sample {
    /// What is given out once only: ids of people, learner numbers and addresses.
    struct Registers {
        var namer = Namer()
        private var nextPerson = 0
        private var learners: Int

        init(seed: UInt64) { learners = Int(seed % 1_000_000) * 1000 + 1 }

        /// Ids of the next municipality count from `first`.
        mutating func begin(at first: Int) { nextPerson = first }

        mutating func personID() -> String {
            nextPerson += 1
            return "p-" + String(1_000_000 + nextPerson).dropFirst()
        }

        mutating func learnerNumber() -> String {
            learners += 1
            return Identifiers.learner(learners)
        }
    }
}
