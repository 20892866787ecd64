import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@Suite struct SearchOnEngine {
    private func list(_ role: Role, _ query: KeyValuePairs<String, String>, in house: TestHouse) async throws
        -> [String]
    {
        let who: Who = role == .office ? .office : .administrator
        let page = try await house.get(ActingPath.register(role)("lake").with(query), as: who)
        #expect(page.status == .ok)
        return page.rowTitles
    }

    @Test(arguments: [
        ("pelto", ["Anna Peltonen", "Leo Yli-Pelto"]), ("muller", ["Eva Müller"]), ("Müller", ["Eva Müller"]),
        ("ÅKE", ["Eeva Åkerlund", "Åke Öberg"]), ("berg", ["Åke Öberg"]), ("oberg ake", ["Åke Öberg"]),
        ("li-pel", ["Leo Yli-Pelto"]),
        ("жанна", ["Жанна Котова"]), ("nguyen", ["Linh Nguyễn"]), ("elto ann", ["Anna Peltonen"]),
        ("peltox", []), ("%", []), ("' OR 1=1", []), ("- -", []),
    ])
    func `any part of a name finds it, whatever the marks`(_ text: String, _ names: [String]) async throws {
        try await TestHouse.open { house async throws in
            try await Newcomers.add(to: house.database)
            #expect(try await list(.administrator, ["q": text], in: house) == names)
        }
    }

    @Test func `the order is that of Finnish and Swedish`() async throws {
        try await TestHouse.open { house async throws in
            try await Newcomers.add(to: house.database)
            let all = try await list(.administrator, ["role": "assistant"], in: house)
            #expect(
                all == [
                    "Kaisa Koski", "Eva Müller", "Linh Nguyễn", "Anna Peltonen", "Leo Yli-Pelto", "Åke Öberg",
                    "Жанна Котова",
                ])
        }
    }

    @Test func `a learner number and a source's id find exactly one`() async throws {
        try await TestHouse.open { house async throws in
            try await Newcomers.add(to: house.database)
            #expect(try await list(.administrator, ["q": Newcomers.learnerNumber], in: house) == ["Anna Peltonen"])
            #expect(try await list(.administrator, ["q": "new-2"], in: house) == ["Eva Müller"])
            #expect(try await list(.administrator, ["q": "new-"], in: house) == [])
        }
    }

    @Test func `the office finds the own school's people and their guardians, nobody else`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await list(.office, ["q": "niemi"], in: house) == ["Aino Niemi", "Sari Niemi"])
            #expect(try await list(.office, ["q": "aho"], in: house) == [])
            #expect(try await list(.administrator, ["q": "aho"], in: house) == ["Petri Aho"])
            let page = try await house.get(
                ActingPath.register(.office)("lake").with(["q": "niemi"]), as: .officeElsewhere)
            #expect(page.rowTitles == [])
        }
    }

    @Test func `filters narrow by role, school, group and end`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await list(.office, ["role": "principal"], in: house) == ["Antti Mäki"])
            #expect(
                try await list(.office, ["role": "guardian", "q": "aalto"], in: house) == [
                    "Tiina Aalto", "Ritva Aaltola",
                ])
            let hill = World.hillSchool.description
            #expect(
                try await list(.administrator, ["school": hill], in: house)
                    == ["Petri Aho", "Riitta Harju", "Eeva Åkerlund"])
            #expect(try await list(.office, ["school": hill], in: house) == [])
            #expect(
                try await list(.office, ["group": World.homeroom7A.description, "role": "pupil"], in: house)
                    == ["Venla Aaltola", "Eetu Laine", "Aino Niemi"])
            #expect(try await list(.office, ["ended": "yes"], in: house) == [])
        }
    }

    @Test func `a group of another school cannot be asked for`() async throws {
        try await TestHouse.open { house async throws in
            let link = ActingPath.register(.office)("lake").with(["group": World.homeroom3B.description])
            #expect(try await house.get(link, as: .office).status == .notFound)
        }
    }

    @Test func `pages follow each other both ways without a gap`() async throws {
        try await TestHouse.open { house async throws in
            try await Newcomers.crowd(60, in: house.database)
            var (link, seen, pages): (String?, [String], [[String]]) =
                (ActingPath.register(.administrator)("lake").with(["q": "joukko"]).description, [], [])
            while let next = link {
                let page = try await house.visit(.get, next, as: Who.administrator.token)
                pages.append(page.rowTitles)
                seen += page.rowTitles
                link = page.way("after=")
            }
            #expect(seen == Newcomers.crowdNames(60))
            #expect(pages.map(\.count) == [25, 25, 10])
            let last = try await list(.administrator, ["q": "joukko", "end": "yes"], in: house)
            #expect(last == Array(seen.suffix(25)))
        }
    }

    @Test func `a big school is looked for along the names first, and no one is left out`() async throws {
        try await TestHouse.open { house async throws in
            try await Newcomers.crowd(230, in: house.database)
            for way in ["after=", "before="] {
                let asked: KeyValuePairs = [
                    "role": "assistant", "school": World.hillSchool.description, "end": way == "after=" ? "" : "yes",
                ]
                var (link, pages): (String?, [[String]]) =
                    (ActingPath.register(.administrator)("lake").with(asked).description, [])
                while let next = link {
                    let page = try await house.visit(.get, next, as: Who.administrator.token)
                    pages.append(page.rowTitles)
                    link = page.way(way)
                }
                #expect((way == "after=" ? pages : pages.reversed()).flatMap { $0 } == Newcomers.crowdNames(230))
            }
        }
    }
}
