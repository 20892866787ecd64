import Foundation

/// The targets of `Package.swift`, read from its text: the package manager cannot be asked while it runs the tests.
struct Manifest {
    enum Kind { case room, target, executable, systemLibrary, tests }

    struct Target: Sendable {
        let kind: Kind
        let name: String
        let path: String
        let dependencies: Set<String>
    }

    let targets: [Target]

    static func read() throws -> Manifest { Manifest(try Repository.text("Package.swift")) }

    init(_ text: String) {
        let list = text.components(separatedBy: "    targets: [").last ?? ""
        let openings: [(String, Kind)] = [
            (" room(", .room), (" .target(", .target), (" .executableTarget(", .executable),
            (" .systemLibrary(", .systemLibrary),
            (" tests(", .tests),
        ]
        targets = openings.flatMap { opening, kind in
            list.components(separatedBy: opening).dropFirst().map {
                Target(kind, arguments: Manifest.untilClosing($0, "(", ")"))
            }
        }
    }

    /// The target that a file belongs to: the one with the longest path around it.
    func target(of path: String) -> Target? {
        targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
    }

    func target(named name: String) -> Target? { targets.first { $0.name == name } }

    /// What stands before the bracket that closes the one already open.
    fileprivate static func untilClosing(_ text: String, _ open: Character, _ close: Character) -> String {
        var depth = 1
        return String(
            text.prefix { character in
                if character == open { depth += 1 }
                if character == close { depth -= 1 }
                return depth > 0
            })
    }
}

extension Manifest.Target {
    fileprivate init(_ kind: Manifest.Kind, arguments: String) {
        let list = arguments.components(separatedBy: "dependencies: ").last?.components(separatedBy: "[") ?? []
        let hasList = kind != .systemLibrary && list.count > 1
        dependencies =
            hasList ? Set(Self.strings(Manifest.untilClosing(list.dropFirst().joined(separator: "["), "[", "]"))) : []
        self.kind = kind
        let first = Self.strings(arguments).first ?? ""
        let last = first.split(separator: "/").last.map(String.init) ?? first
        switch kind {
        case .room: (name, path) = (last, first)
        case .tests: (name, path) = (last + "Tests", first.hasPrefix("Checks/") ? first : first + "/Tests")
        default:
            (name, path) = (
                first, arguments.components(separatedBy: "path: ").last.flatMap { Self.strings($0).first } ?? ""
            )
        }
    }

    /// What stands between quotation marks.
    private static func strings(_ text: String) -> [String] {
        text.components(separatedBy: "\"").enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    }
}
