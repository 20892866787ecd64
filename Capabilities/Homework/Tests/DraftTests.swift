import Base
import Directory
import Testing
import Timetable
import Web

@testable import Homework

/// What is typed into the form, and where it ends.
@Suite struct HomeworkDraftTests {
    private let today = Trial.day("2026-11-23")
    private let lesson = Trial.lesson("Matematiikka", 3, 495)

    private func draft(_ fields: KeyValuePairs<String, String>, mayStay: Bool = false) throws -> WorkDraft {
        WorkDraft(try Form(encoded: Link.form(fields)), today: today, mayStay: mayStay)
    }

    private func offer(_ way: GroupWay = .member) -> Offer {
        Offer(Trial.plan([lesson]), Trial.class7A, by: [Trial.leena.id], way, at: Trial.now)
    }

    @Test func `a lesson and a text are enough`() throws {
        var draft = try draft(["text": " s. 34–35 ", "when": "\(lesson.id).2026-11-25"])
        #expect(draft.refusals.isEmpty)
        #expect(draft.content == GivenWork.Content(.homework, "s. 34–35"))
        let aim = offer().aim(of: &draft)
        #expect(aim?.occasion == GivenWork.Occasion(lesson.id, held: Trial.day("2026-11-25")))
    }

    @Test(arguments: [
        ("text", "", WorkDraft.Refusal.nothingAsked), ("text", String(repeating: "a", count: 2001), .textTooLong),
        ("bring", "a\nb", .bringTooLong), ("link", "http://kirja.example", .linkWrong),
        ("link", "javascript:alert(1)", .linkWrong), ("link", "https://a b.example", .linkWrong),
        ("link", "https://kirja.example@paha.example/", .linkWrong), ("when", "", .noOccasion),
        ("when", "same", .noOccasion), ("when", "x.2026-11-25", .noOccasion),
    ])
    func `this is refused beside its field`(_ field: String, _ value: String, _ refusal: WorkDraft.Refusal) throws {
        let good = ["text": "s. 1", "when": "\(lesson.id).2026-11-25", "bring": "", "link": ""]
        let all = good.merging([field: value]) { $1 }
        let fields: KeyValuePairs = [
            "text": all["text"] ?? "", "when": all["when"] ?? "", "bring": all["bring"] ?? "",
            "link": all["link"] ?? "",
        ]
        #expect(try draft(fields).refusals == [try #require(WorkDraft.Field(rawValue: field)): refusal])
    }

    @Test(arguments: [
        ("", WorkDraft.Refusal.noDay), ("25.11.", .noDay), ("2026-11-22", .dayPast), ("2028-01-01", .dayFar),
    ])
    func `another day must be one that is ahead`(_ day: String, _ refusal: WorkDraft.Refusal) throws {
        #expect(try draft(["text": "s. 1", "when": "day", "day": day]).refusals == [.day: refusal])
    }

    @Test func `on a typed day it hangs on the group's lesson, and without one on the day`() throws {
        var onLesson = try draft(["text": "s. 1", "when": "day", "day": "2026-12-02"])
        #expect(offer().aim(of: &onLesson)?.occasion.lesson == lesson.id)
        var alone = try draft(["text": "s. 1", "when": "day", "day": "2026-12-03"])
        #expect(
            offer().aim(of: &alone)
                == Offer.Aim(occasion: GivenWork.Occasion(nil, held: Trial.day("2026-12-03")), groups: nil))
        #expect(offer(.substitute).aim(of: &alone) == nil)
        #expect(alone.refusals == [.when: .noOccasion])
    }

    @Test func `a lesson that is gone is refused, what is there may stay`() throws {
        var gone = try draft(["text": "s. 1", "when": "\(lesson.id).2026-11-26"])
        #expect(offer().aim(of: &gone) == nil)
        #expect(gone.refusals == [.when: .noOccasion])
        var same = try draft(["text": "s. 1", "when": "same"], mayStay: true)
        let present = GivenWork.Occasion(lesson.id, held: Trial.day("2026-11-18"))
        #expect(offer().aim(of: &same, present: present) == Offer.Aim(occasion: present, groups: nil))
    }
}
