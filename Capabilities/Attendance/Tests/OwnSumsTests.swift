import Base
import Testing

@testable import Attendance

@Suite struct AnnouncedTimeTests {
    @Test(arguments: [
        ("10:15", 615), ("10.15", 615), ("0:00", 0), ("24:00", nil), ("10", nil), ("10:5", nil), ("", nil),
    ])
    func `a time is read as people write it`(_ text: String, _ minute: Int?) {
        #expect(AnnouncementForm.minute(text) == minute)
    }
}
