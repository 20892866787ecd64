import Base

/// Which RSA keys are not to be trusted, whoever shows them.
enum RSANumbers {
    /// 2048 bits or more (RFC 7518 §3.3), an odd exponent above 1, and not made by the broken generator that CVE-2017-15361
    /// names.
    static func areSafe(_ modulus: String, _ exponent: String) -> Bool {
        guard let n = Base64URL.bytes(modulus), let e = Base64URL.bytes(exponent), let last = e.last else {
            return false
        }
        let digits = Array(n.drop { $0 == 0 })
        guard let first = digits.first, digits.count > 256 || (digits.count == 256 && first >= 0x80) else {
            return false
        }
        return digits.count <= 1024 && last % 2 == 1 && e.drop { $0 == 0 }.elementsEqual([1]) == false
            && !hasBrokenFactors(digits)
    }

    /// Keys of that generator are powers of 65537 modulo each small prime (Nemec and others, "The Return of Coppersmith's
    /// Attack", CCS 2017, §2); another key is so for all of them with a chance below 2⁻¹⁰⁰.
    private static func hasBrokenFactors(_ modulus: [UInt8]) -> Bool {
        primes.allSatisfy { prime in
            let rest = modulus.reduce(0) { ($0 * 256 + Int($1)) % prime }
            var power = 1
            repeat {
                if power == rest { return true }
                power = power * 65_537 % prime
            } while power != 1
            return false
        }
    }

    private static let primes = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113,
        127, 131, 137, 139, 149, 151, 157, 163, 167,
    ]
}
