import Base
import Directory
import SignIn

extension DemoPersons {
    /// One demo person, the teacher.
    static let ofWorld = DemoPersons([
        Person(
            name: World.name(.teacher).full, role: .teacher, place: "Järvelän koulu", signInName: Who.teacher.signInName
        )
    ])
}
