import Accounts
import Base
import Directory
import Rostering
import Storage
import Web

/// What is wrong with a package, a page of it or all of it.
struct ProblemsModel: Sendable {
    let provider: Provider
    let run: RosterRun
    let severity: ImportProblem.Severity?
    let isFirst: Bool
    let problems: [RunProblem]
    let next: Int?
}

extension Imports {
    private static let problemsShown = 50

    func mountProblems(on site: Site<Viewer>) {
        site.get(
            ImportsPath.problems, may: Imports.policy, load: { try loadProblems($0, limit: Imports.problemsShown) },
            page: problemsPage)
        // A run keeps 20,000 at most.
        site.get(
            ImportsPath.problemFile, may: Imports.policy, load: { try loadProblems($0, limit: 20_000) },
            download: problemFile)
    }

    private func loadProblems(_ read: PageRead<Viewer>, limit: Int) throws -> ProblemsModel {
        let provider = try read.record(as: .administrator).provider
        let run = try read.run(of: provider)
        let severity = ImportProblem.Severity(rawValue: read.visit.query.text("severity"))
        let after = Int(read.visit.query.text("after")) ?? 0
        let found = try read.all(
            RosterRun.problems(
                of: run.id, provider: provider.id, severity: severity, after: after, limit: limit + 1))
        let shown = Array(found.prefix(limit))
        return ProblemsModel(
            provider: provider, run: run, severity: severity, isFirst: after == 0, problems: shown,
            next: found.count > shown.count ? shown.last?.number : nil)
    }

    @Sendable private func problemsPage(_ model: ProblemsModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let link = ImportsPath.problems(model.provider.slug, model.run.id)
        func all(of severity: ImportProblem.Severity?) -> Link {
            severity.map { link.with(["severity": $0.rawValue]) } ?? link
        }
        func tab(_ text: ImportsText, _ severity: ImportProblem.Severity?, _ count: Int) -> Tab {
            Tab(words(text), to: all(of: severity), isCurrent: model.severity == severity, count: count)
        }
        let (errors, notices) = (model.run.errorCount, model.run.noticeCount)
        let tabs = [
            tab(.all, nil, errors + notices), tab(.errorsTitle, .error, errors), tab(.noticesTitle, .notice, notices),
        ]
        let next = model.next.map {
            link.with(["severity": model.severity?.rawValue ?? "", "after": String($0)])
        }
        let list: HTML =
            model.problems.isEmpty
            ? Part.empty(words(.noProblems), words(.noProblemsText), icon: .check)
            : "\(table(model, visit))\(way(first: model.isFirst ? nil : all(of: model.severity), next: next, words, parts))"
        let file = ImportsPath.problemFile(model.provider.slug, model.run.id)
        let content: HTML = """
            \(Part.heading(words(.problems), over: model.run.shownName(words),
                back: ImportsPath.run(model.provider.slug, model.run.id), lead: words(.problemsLead),
                acts: [Part.linkButton(words(.asFile), to: file, icon: .file)]))
            \(Part.tabs(words(.problems), tabs))
            \(list)
            """
        return page(words(.problems), content, of: model.provider)
    }

    private func table(_ model: ProblemsModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        let sentences = problems(in: visit.language)
        let rows = model.problems.map { kept -> [HTML] in
            let problem = kept.problem
            let isError = problem.severity == .error
            return [
                "\(problem.sentence(sentences))",
                "<span>\(Part.tag(words(isError ? .error : .noticeWord), isError ? .stop : .notice))</span>",
                "\(problem.file)", "\(problem.row.map(String.init) ?? "–")", "\(problem.column ?? "–")",
            ]
        }
        let columns = [
            Column(words(.whatIsWrong)), Column(words(.severity)), Column(words(.file)),
            Column(words(.line), isNumber: true), Column(words(.column)),
        ]
        return Part.table(words(.problems), columns, rows: rows)
    }

    @Sendable private func problemFile(_ model: ProblemsModel, _ visit: Visit) -> Download {
        let words = texts(in: visit.language)
        let sentences = problems(in: visit.language)
        let columns: [ImportsText] = [.severity, .file, .line, .column, .codeColumn, .whatIsWrong]
        return Download.table(
            "\(words(.problemFileName)).csv", columns: columns.map { words($0) },
            rows: model.problems.lazy.map { kept in
                let problem = kept.problem
                return [
                    words(problem.severity == .error ? .error : .noticeWord), problem.file,
                    problem.row.map(String.init) ?? "", problem.column ?? "", problem.code.code,
                    problem.sentence(sentences),
                ]
            })
    }
}
