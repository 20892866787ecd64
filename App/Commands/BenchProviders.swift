import ArgumentParser
import Base
import Brokers
import Directory
import Foundation
import Storage

/// Many education providers, each with a school and three identity providers, for whoever measures what is found by name.
struct BenchProvidersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-providers", abstract: "Add invented providers with identity providers.",
        shouldDisplay: false)

    @Option var count = 1000
    @Option var ways = 3

    func run() async throws {
        let (count, ways, now) = (count, ways, Instant.fromSystemClock())
        try await Terminal.settings().withDatabase { database in
            try await database.write { writer in
                for number in 0..<count { try BenchProvider(number: number).add(ways: ways, at: now, in: writer) }
            }
            // As the running server does it every minute.
            try await Brokers.refreshPlaces(in: database)
        }
    }
}

/// One of them.
struct BenchProvider {
    let number: Int

    private static let first = [
        "Aho", "Haapa", "Harju", "Heinä", "Honka", "Ilves", "Joki", "Kallio", "Kanto", "Karhu", "Kivi", "Koivu",
        "Korpi",
        "Kuusi", "Lehto", "Lepo", "Mänty", "Niemi", "Paju", "Pelto", "Pihla", "Pura", "Rauta", "Salo", "Sara", "Suvi",
        "Taimi", "Tammi", "Tuomi", "Tuuli", "Uusi", "Vaahto", "Vuori",
    ]
    private static let second = [
        "harju", "joki", "järvi", "kangas", "kylä", "koski", "lahti", "lampi", "maa", "mäki", "niitty", "nummi",
        "pelto",
        "puro", "ranta", "saari", "salmi", "selkä", "suo", "vaara", "vesi", "virta",
    ]

    /// Names that begin and end alike, as those of municipalities do; none twice.
    var name: String {
        let (first, second) = (BenchProvider.first, BenchProvider.second)
        let turn = number / (first.count * second.count)
        let name = first[number % first.count] + second[number / first.count % second.count]
        return turn == 0 ? name : "\(name) \(turn + 1)"
    }

    var slug: String { "kunta-\(number)" }
    var school: String { "\(name)n koulu" }
}
