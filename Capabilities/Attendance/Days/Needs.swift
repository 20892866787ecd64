import Accounts
import Base
package import Desktop
import Directory
import Storage
import Timetable
import Web

extension Attendance {
    /// What waits on desktops: a teacher's registers, a home's unexplained absences.
    package var contribution: Contribution {
        Contribution(needs: { read, desk in
            switch desk {
            case .own(let record, .teacher): try registersToTake(read, record)
            default: []
            }
        })
    }

    /// The register of the lesson that is on, and in one line those of the last days that nobody has taken.
    private func registersToTake(
        _ read: PageRead<Viewer>, _ record: Viewer.Record
    ) throws -> [Contribution.Need] {
        let provider = record.provider
        let open = try RecentRegisters(
            of: read.viewer.persons(at: provider.id), in: provider.id, at: read.visit.now, read
        ).open
        let (today, minute) = read.visit.now.local
        let now = open.filter { $0.lesson.day == today && $0.lesson.time.ends > minute }
        let earlier = open.count - now.count
        let ofNow = now.map { register in
            Contribution.Need(rank: 10) { visit in need(register.lesson, provider.slug, words(visit)) }
        }
        let link = AttendancePath.registers(provider.slug)
        let ofEarlier = Contribution.Need(rank: 60) { visit in
            let words = words(visit)
            return Part.need(
                words(.open), note: words(.openNote, count: earlier),
                acts: [Part.linkButton(words(.openShow), to: link)])
        }
        return ofNow + (earlier > 0 ? [ofEarlier] : [])
    }

    private func need(_ lesson: HeldLesson, _ slug: String, _ words: AttendanceWords) -> HTML {
        let link = AttendancePath.register(.teacher)(slug, lesson.lesson.id, lesson.held)
        return Part.need(
            words(.openNow, ["subject": lesson.lesson.subject]), note: place(lesson, words),
            acts: [Part.linkButton(words(.take), to: link, look: .primary, icon: .check, about: place(lesson, words))])
    }
}
