import Base
import Directory
import Rostering
import Web

extension Imports {
    /// What the run changes or has changed: by kind, by school, and the protected as a number.
    func preview(_ model: RunModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        guard !model.run.counts.isEmpty, !model.isEmpty else { return .nothing }
        let count = model.run.preview?.protectedPersons ?? 0
        let protected: HTML =
            count == 0
            ? .nothing
            : Part.notice(
                words(.protectedCount, count: count), .notice, "<p>\(words(.protectedText))</p>")
        return """
            \(Part.section(words(.byKind), id: "kinds", byKind(model, visit)))
            \(protected)
            \(bySchool(model, visit))
            """
    }

    private func byKind(_ model: RunModel, _ visit: Visit) -> HTML {
        let (words, rostering) = (texts(in: visit.language), rostering(in: visit.language))
        let rows = ImportEntity.allCases.compactMap { kind -> [HTML]? in
            guard let counts = model.run.counts[kind], counts.touched > 0 else { return nil }
            let name = rostering(kind.text)
            func cell(_ count: Int, _ operation: RunChange.Operation) -> HTML {
                guard count > 0, kind != .provider else { return "\(count)" }
                return Part.link(
                    String(count), to: changes(model, ["kind": kind.rawValue, "operation": operation.rawValue]),
                    about: "\(name), \(words(operation.text))")
            }
            return [
                "\(name)", cell(counts.created, .create), cell(counts.changed, .update), cell(counts.ended, .end),
                "\(counts.unchanged)",
            ]
        }
        let columns =
            [Column(words(.kind))]
            + [ImportsText.columnNew, .columnChanged, .columnEnded, .columnUnchanged].map {
                Column(words($0), isNumber: true)
            }
        return Part.table(words(.byKind), columns, rows: rows)
    }

    private func bySchool(_ model: RunModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        let schools = (model.run.preview?.schools ?? []).filter { $0.counts.values.contains { $0.touched > 0 } }
        guard !schools.isEmpty else { return .nothing }
        let rows = schools.map { school -> [HTML] in
            let name = school.name.isEmpty ? words(.noSchool) : school.name
            let sums = [\ImportCounts.created, \.changed, \.ended].map { path in
                school.counts.values.reduce(0) { $0 + $1[keyPath: path] }
            }
            return [
                school.key.isEmpty ? "\(name)" : Part.link(name, to: changes(model, ["school": school.key])),
                "\(sums[0])", "\(sums[1])", "\(sums[2])",
            ]
        }
        let columns =
            [Column(words(.school))]
            + [ImportsText.columnNew, .columnChanged, .columnEnded].map { Column(words($0), isNumber: true) }
        return Part.section(words(.bySchool), id: "schools", Part.table(words(.bySchool), columns, rows: rows))
    }

    private func changes(_ model: RunModel, _ query: KeyValuePairs<String, String>) -> Link {
        ImportsPath.changes(model.provider.slug, model.run.id).with(query)
    }
}

extension RunChange.Operation {
    var text: ImportsText {
        switch self {
        case .create: .newOne
        case .update: .columnChanged
        case .end: .columnEnded
        }
    }
}
