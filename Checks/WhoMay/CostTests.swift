import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

/// What a page asks of the database: one read, few statements, every row found by an index.
@Suite struct CostOnEngine {
    /// Each page as a house that remembers nothing answers it; the first who reaches it also shows how its rows are found.
    @Test func `every page is one read, with few statements, and scans no table nor all that a provider has of one`()
        async throws
    {
        try await TestHouse.open(recording: true) { first async throws in
            for (line, who, isFirst) in Self.visits {
                try await first.anew { house async throws in
                    let before = house.reads.count
                    #expect(try await house.get(line.link, as: who).status == .ok)
                    let reads = house.reads.dropFirst(before)
                    #expect(reads.count == 1, "\(line.path) as \(who)")
                    #expect(reads.allSatisfy { $0.count <= 15 }, "\(line.path) as \(who)")
                    for sql in isFirst ? Array(reads.joined()) : [] {
                        let scans =
                            try await house.plan(of: sql)?.filter { $0.isScan && !$0.isHarmless && !$0.isOfGroups }
                            ?? []
                        #expect(scans.isEmpty, "\(line.path) as \(who): \(scans)")
                    }
                }
            }
        }
    }

    private static let visits = WhoMayTable.lines.filter { $0.method == "GET" }.flatMap { line in
        line.allowed.sorted { $0.rawValue < $1.rawValue }.enumerated().map { (line, $0.element, $0.offset == 0) }
    }

    @Test(arguments: [
        (ActingPath.desktop(.pupil)("lake"), Who.pupil, 5), (ActingPath.family(), .guardian, 7),
        (ActingPath.desktop(.teacher)("lake"), .teacher, 7),
        (AttendancePath.register(.teacher)("lake", World.mathsLesson, World.now.day), .teacher, 6),
    ])
    func `a page asked for again asks for what may have changed alone`(_ link: Link, _ who: Who, _ most: Int)
        async throws
    {
        try await TestHouse.open(recording: true) { house async throws in
            for _ in 0..<2 { #expect(try await house.get(link, as: who).status == .ok) }
            let again = try #require(house.reads.last)
            #expect(again.count <= most, "\(again.map(\.pieces))")
        }
    }

    @Test func `the number of statements does not grow with the number of children`() async throws {
        let counts = try await [Who.guardian, .otherGuardian].mapAsync { who in
            try await count(of: ActingPath.family(), as: who)
        }
        #expect(counts[0] == counts[1])
    }

    private func count(of link: Link, as who: Who) async throws -> Int {
        let counts = Counts()
        try await TestHouse.open(recording: true) { house async throws in
            _ = try await house.get(link, as: who)
            await counts.add(house.reads.map(\.count))
        }
        return await counts.all.reduce(0, +)
    }

    private static let pupil = World.person(.pupil).description
    private static let asked: [KeyValuePairs<String, String>] = [
        [:], ["end": "yes"], ["after": pupil], ["before": pupil], ["q": "niemi"], ["q": "niemi aino", "role": "pupil"],
        ["q": "1.2.246.562.24.1"], ["role": "pupil"], ["role": "guardian", "after": pupil], ["role": "principal"],
        ["school": World.lakeSchool.description], ["school": World.lakeSchool.description, "role": "guardian"],
        ["group": World.homeroom7A.description], ["ended": "yes"], ["ended": "yes", "role": "pupil"],
    ]

    private static let group = World.homeroom7A.description
    private static let askedOfGroups: [KeyValuePairs<String, String>] = [
        [:], ["after": group], ["q": "mat"], ["q": "mat 7a", "after": group], ["ended": "yes"],
        ["school": World.lakeSchool.description, "q": "a"],
    ]

    @Test(arguments: [(Who.office, Role.office), (.administrator, .administrator)])
    func `no list of the register scans, whatever is asked of it`(_ who: Who, _ role: Role) async throws {
        let pair = World.person(.classmate).description
        let duplicates = PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/duplicates")("lake")
        let groups = PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/groups")("lake")
        let links =
            Self.asked.map { ActingPath.register(role)("lake").with($0) }
            + Self.askedOfGroups.map { groups.with($0) }
            + [duplicates, duplicates.with(["ground": "name", "first": Self.pupil, "second": pair])]
        try await TestHouse.open(recording: true) { house async throws in
            for link in links {
                let before = house.reads.count
                #expect(try await house.get(link, as: who).status == .ok)
                for sql in house.reads.dropFirst(before).joined() {
                    let scans =
                        try await house.plan(of: sql)?.filter { $0.isScan && !$0.isHarmless && !$0.isOfGroups } ?? []
                    #expect(scans.isEmpty, "\(link) as \(who): \(scans)")
                }
            }
        }
    }

    /// However many people there are elsewhere: a page is what is read of one index, from either end or from a name.
    @Test func `a page of a school's people is walked along their names`() async throws {
        try await TestHouse.open(recording: true) { house async throws in
            for asked in Self.asked.prefix(4) {
                let before = house.reads.count
                _ = try await house.get(ActingPath.register(.office)("lake").with(asked), as: .office)
                var plan: [String] = []
                for sql in house.reads.dropFirst(before).joined() where "\(sql.pieces)".contains("page (id, sort_key)")
                {
                    plan += try await house.plan(of: sql) ?? ["SEARCH place USING COVERING INDEX"]
                }
                #expect(plan.contains { $0.hasPrefix("SEARCH place USING COVERING INDEX") }, "\(asked): \(plan)")
            }
        }
    }
}

private actor Counts {
    private(set) var all: [Int] = []
    func add(_ more: [Int]) { all += more }
}

extension String {
    /// The walk along the names of groups that ends when a page is full, and a provider's few terms.
    fileprivate var isOfGroups: Bool {
        [
            "school_group USING INDEX school_group_name (", "school_group USING INDEX school_group_ended (",
            "SEARCH academic_session ",
        ].contains { contains($0) }
    }
}

extension String {
    /// The whole table, or its whole part of one provider, which at most providers is the same.
    ///
    /// A Bloom filter is made of a whole table, each time. `ANY(id)` is every value that an index begins with, one after
    /// another (SQLite's skip-scan): with one row of each it is the whole index.
    fileprivate var isScan: Bool { isSkip || hasPrefix("SCAN") || contains("(provider_id=?)") || hasPrefix("BLOOM") }

    private var isSkip: Bool { contains("ANY(") }

    /// A bound list, the recursion's own table, rows that the statement made itself, a provider's few organisations, its
    /// one counter and its one row of rules and few codes, the services of the platform and what a provider releases to
    /// them, and the walk along the names that ends when a page is full.
    fileprivate var isHarmless: Bool {
        !isSkip
            && [
                "json_each", "governed", "SCAN known", "SCAN chain", "CONSTANT", "(subquery", "SCAN counted",
                "SCAN found",
                "SCAN candidate", "SCAN page",
                "SEARCH organisation ", "person USING INDEX person_sort (", "person USING INDEX person_ended (",
                "SEARCH change_counter ", "SEARCH roster_limit ",
                "SEARCH edge USING INDEX person_sort (", "SEARCH edge USING COVERING INDEX person_sort (",
                "SEARCH release ", "SCAN client USING ",
                "SEARCH leave_rule ", "SEARCH attendance_rule ", "SEARCH absence_code ",
            ].contains { contains($0) }
    }
}

extension Array {
    fileprivate func mapAsync<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
