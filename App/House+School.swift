import AbsenceTrail
import Access
import AccessReport
import Accounts
import Attendance
import Audit
import Badges
import Brokers
import Desktop
import Directory
import Homework
import Imports
import Leave
import OpenID
import People
import Register
import Timetable
import Web

extension House {
    /// The rooms of a school day, and the desktop that gathers what they have.
    func mountSchoolDay(_ signOn: SignOn, _ chrome: Chrome, on site: Site<Viewer>) throws {
        let plans = PlanMemory()
        let attendance = try Attendance(chrome: chrome, leave: { LeavePath.form($0) }, plans: plans)
        let homework = try Homework(chrome: chrome)
        let timetable = try Timetable(
            chrome: chrome, origin: needs.origins.publicOrigin ?? needs.loopback,
            remarks: [attendance.remarks, homework.remarks], plans: plans,
            note: { [accessLog] in accessLog.note($0, at: $1) })
        let own = OwnGroups()
        let trail = try AbsenceTrail(chrome: chrome, own: own)
        let leave = try Leave(chrome: chrome)
        let report = try AccessReport(chrome: chrome)
        let contributions = [
            timetable.contribution, homework.contribution, attendance.contribution, trail.contribution,
            leave.contribution, signOn.openID.contribution, signOn.brokers.contribution, report.contribution,
        ]
        try Desktop(chrome: chrome, contributions: contributions, own: own).mount(on: site)
        timetable.mount(on: site)
        attendance.mount(on: site)
        homework.mount(on: site)
        trail.mount(on: site)
        leave.mount(on: site)
        report.mount(on: site)
    }

    /// The rooms in which people are looked up, corrected, brought in and given their ways in.
    func mountRegister(_ signOn: SignOn, _ chrome: Chrome, on site: Site<Viewer>) throws {
        var people = try People(chrome: chrome)
        people.groupNotices = [signOn.badges.groupNotice]
        people.mount(on: site)
        var access = try Access(database: database, hasher: needs.hasher, chrome: chrome)
        access.endings = [OpenID.endAll]
        access.mount(on: site)
        try Register(
            chrome: chrome,
            followers: Timetable.followers + Attendance.followers + Homework.followers + Leave.followers
                + AbsenceTrail.followers + Badges.followers + [PersonIdentity.follower]
        ).mount(on: site)
        try Imports(database: database, desk: imports, chrome: chrome).mount(on: site)
    }
}
