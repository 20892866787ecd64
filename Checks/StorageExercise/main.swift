// Writes pairs of rows into an SQLite file until it is killed, several writers at once, and prints the number of each
// pair after its commit was answered. Checks/Conformance kills it and looks at what is left.
import Base
import Foundation
import Storage
import StorageSQLite

let writers = 4
guard CommandLine.arguments.count == 3, let first = Int(CommandLine.arguments[2]) else {
    print("storage-exercise FILE FIRST-NUMBER")
    exit(64)
}
let database = try SQLiteDatabase(path: CommandLine.arguments[1])
let pairs = Migration(
    room: "Exercise", number: 1, name: "0001_pair",
    text: """
        CREATE TABLE left_half (number BIGINT NOT NULL PRIMARY KEY);
        CREATE TABLE right_half (number BIGINT NOT NULL PRIMARY KEY);
        """)
_ = try await database.migrate([pairs], at: .fromSystemClock())
try await withThrowingTaskGroup(of: Void.self) { group in
    for writer in 0..<writers {
        group.addTask {
            for number in stride(from: first + writer, to: Int.max, by: writers) {
                try await database.write { writer in
                    try writer.run("INSERT INTO left_half (number) VALUES (\(number))")
                    try writer.run("INSERT INTO right_half (number) VALUES (\(number))")
                }
                try FileHandle.standardOutput.write(contentsOf: Data("\(number)\n".utf8))
            }
        }
    }
    try await group.waitForAll()
}
