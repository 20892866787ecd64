import Base
import Directory
import Testing

@testable import Register

/// From which side a list is found: the one with the fewest to look at.
@Suite struct SearchLeadTests {
    private static let school = ID<Organisation>.new(at: Instant(milliseconds: 0))

    private func lead(_ text: String, _ role: Role?, _ words: Int, _ roles: Int?, inPlace: Bool) -> SearchLead {
        var search = PeopleSearch()
        (search.text, search.role) = (text, role)
        return search.lead(words: words, roles: roles, place: inPlace ? Self.school : nil)
    }

    @Test func `rare words lead, common ones are looked for along the names`() {
        #expect(lead("pelto", nil, 300, nil, inPlace: false) == .words)
        #expect(lead("pelto", nil, 300, 900, inPlace: true) == .words)
        #expect(lead("nen", nil, 1_500, nil, inPlace: false) == .names)
        #expect(lead("nen", nil, 1_500, 400, inPlace: true) == .place(Self.school))
    }

    @Test func `one school is walked along its names, however many there are elsewhere`() {
        #expect(lead("", nil, 0, nil, inPlace: true) == .place(Self.school))
        #expect(lead("", .guardian, 0, 100_000, inPlace: true) == .place(Self.school))
        #expect(lead("", .principal, 0, 1, inPlace: true) == .roles)
    }

    @Test func `of several schools some names are looked at before their roles`() {
        #expect(lead("", nil, 0, 5_000, inPlace: false) == .someNames(2_500))
        #expect(lead("", nil, 0, 100, inPlace: false) == .roles)
        #expect(lead("", nil, 0, 20_000, inPlace: false) == .names)
        #expect(lead("", nil, 0, nil, inPlace: false) == .names)
    }
}
