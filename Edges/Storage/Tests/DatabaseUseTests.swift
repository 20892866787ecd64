import Testing

@testable import Storage

@Suite struct DatabaseUseTests {
    @Test func `a wait is counted once, as served or as refused`() {
        let use = DatabaseUse()
        let (served, refused) = (use.wait(), use.wait())
        #expect(use.waiting == 2)
        served.end()
        served.refuse()
        refused.refuse()
        refused.end()
        #expect(use.waiting == 0 && use.served == 1 && use.refused == 1)
        #expect(use.waitedSeconds >= 0)
    }
}
