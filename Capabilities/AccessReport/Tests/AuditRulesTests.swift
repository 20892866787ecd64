import Accounts
import Audit
import Base
import Directory
import Testing

@testable import AccessReport

@Suite struct AuditRulesTests {
    private func entry(_ minute: Int64) -> AuditEntry {
        AuditEntry(
            id: .new(at: Instant(milliseconds: minute * 60_000)), what: .event(.signIn, .password), account: nil,
            browser: "")
    }

    @Test func `sources are told in one order, and a page ends where the next begins`() {
        let (a, b, c) = (entry(1), entry(2), entry(3))
        let page = AuditPage([[c, a], [b]], size: 2)
        #expect(page.entries == [c, b] && page.next == b.id)
        #expect(AuditPage([[c, a], [b]], size: 3).next == nil)
    }

    @Test func `rows of one event stay on one page`() {
        let (a, b) = (entry(1), entry(2))
        let page = AuditPage([[b, a, a]], size: 2)
        #expect(page.entries == [b] && page.next == b.id)
        #expect(AuditPage([[a, a, a]], size: 2).entries == [a, a, a])
    }

    @Test func `a stretch of days is a stretch of ids`() throws {
        let day = try #require(CivilDate("2026-11-23"))
        let bounds = AuditQuestion(from: day, to: day).bounds
        let inside = ID<AuditEntry>.new(at: Instant(startOf: day))
        let after = ID<AuditEntry>.new(at: Instant(startOf: day.adding(days: 1)))
        #expect(ID(bounds.above) < inside && inside < ID(bounds.below) && ID(bounds.below) < after)
        #expect(AuditQuestion(to: day, after: inside).bounds.below == inside.uuid)
    }

    @Test func `a changed decision says what was another, before and after`() {
        let before = ["schools": "Lahden koulu", "protected": "no", "until": "", "service": "Palvelu"]
        let after = ["schools": "", "protected": "yes", "until": "2027-06-05", "service": "Toinen"]
        let edits = ReleaseEdit.all(before: before, after: after)
        #expect(edits.map(\.member) == [.schools, .protected, .until])
        #expect(edits.first?.before == "Lahden koulu" && edits.first?.after == "")
        #expect(
            ReleaseEdit.all(before: [:], after: after).isEmpty && ReleaseEdit.all(before: before, after: [:]).isEmpty)
    }

    @Test func `every topic has a name of its own, and every act a word`() {
        #expect(Set(AuditTopic.allCases.map(\.name)).count == AuditTopic.allCases.count)
        for topic in AuditTopic.allCases { #expect(AuditTopic(topic.name) == topic) }
        for action in Change.Act.allCases.flatMap(\.actions) {
            #expect(AccessReportText(action: action) != nil, "\(action)")
            #expect(Change.Act(of: action) != nil)
        }
        #expect(Change.Act(of: "register-save") == nil)
    }

    @Test func `nobody signs in for another, so two people together ask for acts alone`() {
        let (one, other) = (ID<Person>.new(at: Instant(milliseconds: 1)), ID<Person>.new(at: Instant(milliseconds: 2)))
        #expect(!AuditQuestion(person: one, maker: other).asksEvents)
        #expect(AuditQuestion(person: one, maker: one).asksEvents && AuditQuestion(maker: other).asksEvents)
        #expect(!AuditQuestion(person: one).asksPlatformActs && !AuditQuestion(maker: one).asksPlatformActs)
        #expect(AuditQuestion().asksPlatformActs && !AuditQuestion(topic: .act(.roles)).asksPlatformActs)
        #expect(
            !AuditQuestion(topic: .act(.services)).asksActs && AuditQuestion(topic: .act(.services)).asksPlatformActs)
        #expect(!AuditQuestion(topic: .act(.roles)).asksEvents && !AuditQuestion(topic: .event(.refused)).asksActs)
    }
}
