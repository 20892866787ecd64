import Base

extension Sample {
    /// Identifiers that are right in form and belong to nobody.
    enum Identifiers {
        /// A test organisation's OID of node 99. Nodes 98 and 99 both end in Luhn's digit, so `Base` computes it.
        static func organisation(number: Int, unit: Int) -> String {
            let serial = Int64(4_700_000_000 + number * 10_000_000 + unit * 37)
            return LearnerNumber(node: 98, serial: serial).map { "1.2.246.562.99.\($0.description.suffix(11))" } ?? ""
        }

        /// The `count`th learner number of test node 98, spread over its range: step and range share no divisor.
        static func learner(_ count: Int) -> String {
            let range: Int64 = 9_000_000_000
            let serial = 1_000_000_000 + (Int64(count) * 1_618_033_987) % range
            return LearnerNumber(node: 98, serial: serial)?.description ?? ""
        }

        /// A business id above every number issued so far; some bodies have no check digit and are passed over.
        static func business(seven: Int) -> String {
            for body in stride(from: seven, to: seven + 100, by: 2) {
                for digit in 0...9 {
                    if let id = BusinessID("\(body)-\(digit)") { return id.description }
                }
            }
            return ""
        }
    }
}
