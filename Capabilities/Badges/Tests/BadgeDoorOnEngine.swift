import Accounts
import App
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import Badges

@Suite struct BadgeDoorOnEngine {
    private func isRefused(_ reply: Reply) -> Bool { reply.status == .unprocessableContent && reply.newToken == nil }

    @Test func `a child chooses pictures the first time and comes in by them the next`() async throws {
        try await TestHouse.open { house async throws in
            var (trial, card) = try await BadgeTrial.ready(house)
            let desktop = ActingPath.desktop(.pupil)("lake").description
            #expect(try await house.visit(.get, desktop, as: trial.session).status == .ok)
            let asked = try await trial.show(card)
            #expect(asked.status == .ok && asked.body.contains("Hei, Aino!") && !asked.body.contains("Niemi"))
            #expect(asked.body.components(separatedBy: "class=\"picture-button\"").count == 13)
            let next = try await trial.signIn(card)
            #expect(next.status == .seeOther && next.location == "/")
            // The session that this browser had before is over.
            #expect(try await house.visit(.get, desktop, as: trial.session).status == .seeOther)
            trial.session = next.newToken
            #expect(try await house.visit(.get, desktop, as: trial.session).status == .ok)
            let secrets = try await BadgeTrial.secrets(in: house)
            #expect(secrets.count == 1 && secrets.allSatisfy { $0.hasPrefix("$argon2id$") })
        }
    }

    @Test func `the squares of a card open the door as its number does`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, _) = try await BadgeTrial.ready(house)
            let secret = CardSecret.random()
            try await house.database.write { writer in
                try Badge.issue(
                    secret, CardPicture.all[0], to: World.person(.pupil), in: World.lake, by: .new(at: World.now),
                    try Seal(key: Array(repeating: 1, count: 32)), at: World.now, in: writer)
            }
            #expect(try await trial.signIn(secret.token.text).newToken != nil)
        }
    }

    @Test func `outside the opening a card opens nothing`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            try await trial.shut()
            #expect(try await trial.door().body.contains("Kirjautuminen ei ole nyt auki"))
            #expect(isRefused(try await trial.signIn(card)))
        }
    }

    @Test func `the session is over when the time is, and its end is written`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            let desktop = ActingPath.desktop(.pupil)("lake").description
            clock.withLock { $0 = World.now.adding(minutes: 44) }
            #expect(try await house.visit(.get, desktop, as: trial.session).status == .ok)
            clock.withLock { $0 = World.now.adding(minutes: 46) }
            #expect(try await house.visit(.get, desktop, as: trial.session).status == .seeOther)
            #expect(isRefused(try await trial.signIn(card)))
            #expect(try await house.database.read { try $0.one(Session.isAnyDue(at: clock.withLock { $0 })) })
            try await house.house.tellOfSignOuts(lookingBack: 5)
            #expect(try await !house.database.read { try $0.one(Session.isAnyDue(at: clock.withLock { $0 })) })
        }
    }

    @Test func `shutting the door early signs out who came in, and a longer time keeps them in`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let (trial, _) = try await BadgeTrial.ready(house)
            let desktop = ActingPath.desktop(.pupil)("lake").description
            try await trial.open(minutes: 90)
            clock.withLock { $0 = World.now.adding(minutes: 80) }
            #expect(try await house.visit(.get, desktop, as: trial.session).status == .ok)
            #expect(try await trial.shut().status == .seeOther)
            #expect(try await house.visit(.get, desktop, as: trial.session).status == .seeOther)
            #expect(try await trial.shut().status == .notFound)
        }
    }

    @Test func `a card photographed at home opens nothing there`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            var home = trial
            (home.device, home.session) = (nil, nil)
            #expect(isRefused(try await home.signIn(card)))
            #expect(try await home.door().body.contains("Tämä laite ei ole luokan laite"))
            home.device = "a-cookie-that-somebody-made-up"
            #expect(isRefused(try await home.signIn(card)))
            // Nothing there says whose card it is.
            for reply in [try await home.show(card), try await home.door()] {
                for word in ["Aino", "7A", "Niemi"] { #expect(!reply.body.contains(word)) }
            }
        }
    }

    @Test func `a device of another group opens nothing, until it is that group's too`() async throws {
        try await TestHouse.open { house async throws in
            var maths = BadgeTrial(house)
            maths.group = World.maths7A
            try await maths.bind()
            try await maths.open()
            // Noel is in maths alone: the homeroom's device does not know him.
            let (trial, _) = try await BadgeTrial.ready(house)
            let card = try #require(try await maths.cards(of: [World.newcomer]).first).number
            #expect(isRefused(try await trial.show(card)))
            #expect(try await maths.show(card).body.contains("Hei, Noel!"))
            var shared = trial
            let reply = try await shared.send(BadgePath.device(), ["code": try await maths.deviceCode()])
            // The browser keeps the token that it has.
            #expect(BadgeTrial.cookie("__Host-class-device", in: reply) == trial.device)
            shared.session = nil
            #expect(try await shared.show(card).body.contains("Hei, Noel!"))
        }
    }

    @Test func `a device that was taken away opens nothing`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            let page = try await house.get(trial.page, as: .teacher)
            let ending = try #require(page.body.firstMatch(of: /action="([^"]*\/class-devices\/[^"]*\/ending)"/))
            let reply = try await house.post(PathPattern(stringLiteral: String(ending.1))(), as: .teacher)
            #expect(reply.status == .seeOther)
            #expect(isRefused(try await trial.signIn(card)))
        }
    }

    @Test func `a reprinted card ends the old one, and the code stays`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            let new = try await trial.card().number
            #expect(isRefused(try await trial.signIn(card)))
            #expect(try await trial.signIn(new).newToken != nil)
        }
    }

    @Test func `a card taken out of use opens nothing and signs out who came in by it`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            let ending = BadgePath.ending(.office)("lake", trial.group, World.person(.pupil))
            #expect(try await house.post(ending, as: .office).status == .seeOther)
            #expect(try await house.post(ending, as: .office).status == .notFound)
            let desktop = ActingPath.desktop(.pupil)("lake").description
            #expect(try await house.visit(.get, desktop, as: trial.session).status == .seeOther)
            #expect(isRefused(try await trial.signIn(card)))
        }
    }

    @Test func `renewing a way in takes card and code away`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            let slip = PathPattern("/{provider}/teacher/people/{person}/sign-in/slip")
            #expect(try await house.post(slip("lake", World.person(.pupil)), as: .teacher).status == .ok)
            #expect(isRefused(try await trial.signIn(card)))
            #expect(try await BadgeTrial.secrets(in: house) == [])
        }
    }

    @Test func `five wrong codes lock the card, and the teacher opens it again`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            for _ in 0..<5 { #expect(isRefused(try await trial.signIn(card, ["sun", "sun", "sun"]))) }
            let locked = try await trial.signIn(card)
            #expect(isRefused(locked) && locked.body.contains("Kuvakoodi on lukossa"))
            #expect(try await house.get(trial.page, as: .teacher).body.contains("kuvakoodi lukossa"))
            let reset = BadgePath.pictureCodeEnding("lake", trial.group, World.person(.pupil))
            #expect(try await house.post(reset, as: .teacher).status == .seeOther)
            #expect(try await trial.signInFirst(card, ["moon", "tree", "moon"]).newToken != nil)
            #expect(isRefused(try await trial.signIn(card)))
        }
    }

    @Test func `a right code after wrong ones begins the count anew`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            for _ in 0..<3 {
                for _ in 0..<4 { #expect(isRefused(try await trial.signIn(card, ["sun", "sun", "sun"]))) }
                #expect(try await trial.signIn(card).newToken != nil)
            }
        }
    }

    @Test func `guessing cards on a device is stopped`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            for _ in 0..<30 { #expect(isRefused(try await trial.show("000 000 000"))) }
            #expect(try await trial.show("000 000 000").status == .tooManyRequests)
            #expect(try await trial.show(card).status == .tooManyRequests)
        }
    }

    @Test func `a code of another's choosing is not put over one that is there`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            let reply = try await trial.signInFirst(card, ["moon", "tree", "moon"])
            #expect(isRefused(reply))
            #expect(try await trial.signIn(card).newToken != nil)
        }
    }

    @Test(arguments: ["", "x", "' OR 1=1", "482190375", String(repeating: "a", count: 5000), "%00", "☀"])
    func `garbage opens nothing and tells nothing`(_ text: String) async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            #expect(isRefused(try await trial.show(text)))
            #expect(isRefused(try await trial.signIn(card, [text, text, text])))
            #expect(isRefused(try await trial.send(BadgePath.device(), ["code": text])))
        }
    }

    @Test func `whoever has left the group has left the door`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            try await BadgeTrial.endMembership(of: .pupil, on: World.now.day, in: house)
            #expect(isRefused(try await trial.signIn(card)))
        }
    }

    @Test func `an account that stands for more than the child is not opened by a card`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            try await BadgeTrial.link(.pupil, to: World.eino, in: World.birch, of: house)
            #expect(isRefused(try await trial.signIn(card)))
            #expect(
                try await house.get(trial.page, as: .teacher).body.contains("Yhdelle oppilaalle korttia ei voi tehdä"))
        }
    }

    @Test func `a child without an account gets one at the first sign-in, and the open invitation is over`()
        async throws
    {
        try await TestHouse.open { house async throws in
            var trial = BadgeTrial(house)
            trial.group = World.maths7A
            let card = try #require(try await trial.cards(of: [World.newcomer]).first).number
            #expect(try await BadgeTrial.accounts(of: World.newcomer, in: house) == [])
            try await trial.open()
            try await trial.bind()
            trial.session = try await trial.signInFirst(card).newToken
            #expect(try await BadgeTrial.accounts(of: World.newcomer, in: house) == ["badge"])
            let account = try await house.visit(.get, "/account", as: trial.session)
            #expect(account.status == .ok && account.body.contains("Kirjautumiskortti"))
            let care = ActingPath.personSignIn(.teacher)("lake", World.newcomer)
            #expect(try await !house.get(care, as: .teacher).body.contains("Kutsu on voimassa"))
        }
    }

    @Test func `a session of a card is weak and adds no way in`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, _) = try await BadgeTrial.ready(house)
            let door = try await house.visit(.get, "/strong?to=%2Faccount", as: trial.session)
            #expect(!door.body.contains("/account/passkeys/new"))
            let events = try await house.visit(.get, "/account", as: trial.session)
            #expect(events.body.contains("Kirjautumiskortti ja kuvakoodi"))
            let added = try await house.post(PathPattern("/account/passkeys/new")(), token: trial.session)
            #expect(added.status == .seeOther && added.location?.hasPrefix("/strong") == true)
        }
    }
}
