import Accounts
import Base
import Directory
import TestKit
import Web

extension WhoMayTable {
    /// Homework: those who do it, their homes, and those who give it. The substitute of Wednesday is nobody on Monday.
    static let homeworkLines = homeworkOfHomes + homeworkOfStaff

    private static let homeworkOfHomes: [WhoMayLine] = {
        let tick = PathPattern("/{provider}/pupil/homework/{homework}/tick")
        let ending = PathPattern("/{provider}/pupil/homework/{homework}/tick/ending")
        return [
            line("GET", ActingPath.homework, ActingPath.homework(lake), [.pupil, .otherPupil]),
            line("GET", ActingPath.familyHomework, ActingPath.familyHomework(), [.guardian, .otherGuardian]),
            line("GET", ActingPath.childHomework, ActingPath.childHomework(lake, World.person(.pupil)), [.guardian]),
            line("POST", tick, tick(lake, World.homework), [.pupil]),
            line("POST", ending, ending(lake, World.homework), [.pupil]),
        ]
    }()

    private static let homeworkOfStaff: [WhoMayLine] = {
        let (group, reading) = (ActingPath.groupHomework(.teacher), ActingPath.groupHomework(.assistant))
        let work = PathPattern("/{provider}/teacher/homework/{homework}")
        let ending = PathPattern("/{provider}/teacher/homework/{homework}/ending")
        return [
            line("GET", group, group(lake, World.maths7A), [.teacher]),
            WhoMayLine(
                method: "POST", path: group, link: group(lake, World.maths7A), allowed: [.teacher],
                fields: ["text": "s. 36", "when": "\(World.mathsLesson).2026-11-30"]),
            line("GET", reading, reading(lake, World.homeroom7A), [.assistant]),
            line("GET", work, work(lake, World.homework), [.teacher]),
            WhoMayLine(
                method: "POST", path: work, link: work(lake, World.homework), allowed: [.teacher],
                fields: ["text": "s. 36", "when": "same"]),
            line("POST", ending, ending(lake, World.homework), [.teacher]),
        ]
    }()
}
