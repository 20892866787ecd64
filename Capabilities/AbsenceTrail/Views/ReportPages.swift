import Accounts
import Attendance
import Base
import Directory
import Storage
import Web

/// Who is over which limit in the schools of a principal.
struct ReportModel: Sendable {
    let provider: Provider
    let schools: [School]
    let term: SchoolTerm
    let limits: [AbsenceLimit]
    let rows: [ReportRow]
    /// The limit that is looked at; nil for all.
    let chosen: AbsenceLimit.Key?
    let order: ReportRow.Order
    let isDescending: Bool

    var shown: [ReportRow] { rows.filter { chosen == nil || $0.alert.limit.key == chosen } }

    func link(
        _ path: PathPattern, limit: AbsenceLimit.Key?, order: ReportRow.Order, isDescending: Bool
    ) -> Link {
        path(provider.slug).with([
            "limit": limit?.description ?? "", "order": order == .homeroom ? "" : order.rawValue,
            "down": isDescending ? "yes" : "",
        ])
    }
}

extension AbsenceTrail {
    /// Who is over which limit, since when, whether anyone has reacted, and how long it took.
    func mountReport(on site: Site<Viewer>) {
        site.get(TrailPath.report, may: .acting(as: .principal), load: loadReport, page: reportPage)
        site.get(
            TrailPath.reportFile, may: .acting(as: .principal, assurance: .strong), load: loadReport,
            download: reportFile)
    }

    @Sendable private func loadReport(_ read: PageRead<Viewer>) throws -> ReportModel {
        let provider = try read.record(as: .principal).provider
        let (day, query) = (Day(read.visit.today), read.visit.query)
        let schools = try read.all(
            Organisation.governed(
                by: read.viewer.persons(at: provider.id), as: .principal, in: provider.id, on: day))
        let trails = try memory.trails(.schools(schools.map(\.id), provider.id, day), read)
        let alerts = trails.pupils.reduce(into: [ID<Person>: [Alert]]()) {
            $0[$1] = trails.trail(of: $1, in: provider.id).alerts
        }.filter { !$0.value.isEmpty }
        let pupils = try read.all(ClassPupil.of(Array(alerts.keys), in: provider.id, on: day))
        let once = Dictionary(pupils.map { ($0.person.id, $0) }) { first, _ in first }
        for pupil in once.keys { read.look(at: pupil, in: provider.id, for: AbsenceTrail.purpose, as: .principal) }
        let order = ReportRow.Order(rawValue: query.text("order")) ?? .homeroom
        let isDescending = query.text("down") == "yes"
        let rows = once.values.flatMap { pupil in
            (alerts[pupil.person.id] ?? []).map { ReportRow(pupil: pupil, alert: $0) }
        }
        return ReportModel(
            provider: provider, schools: schools, term: trails.term(of: provider.id),
            limits: trails.limits(of: provider.id),
            rows: rows.sorted(by: order, isDescending: isDescending, on: day.date),
            chosen: AbsenceLimit.Key(query.text("limit")), order: order, isDescending: isDescending)
    }

    @Sendable private func reportPage(_ model: ReportModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let open = model.rows.count(where: \.alert.isOpen)
        func tab(_ text: String, _ limit: AbsenceLimit.Key?, _ count: Int) -> Tab {
            let link = model.link(
                TrailPath.report, limit: limit, order: model.order, isDescending: model.isDescending)
            return Tab(text, to: link, isCurrent: model.chosen == limit, count: count)
        }
        let tabs =
            [tab(words(.everyLimit), nil, model.rows.count)]
            + model.limits.map { limit in
                tab(words.word(limit.key), limit.key, model.rows.count { $0.alert.limit.key == limit.key })
            }
        let file = model.link(
            TrailPath.reportFile, limit: model.chosen, order: model.order, isDescending: model.isDescending)
        let place = model.schools.count == 1 ? model.schools[0].name : model.provider.name(in: visit.language)
        let lead = words(
            .reportLead, count: open, ["place": place, "term": words.term(model.term)])
        let list =
            model.shown.isEmpty
            ? Part.empty(words(.reportNone), words(.reportNoneText), icon: .check)
            : "\(table(model, words))<p class=\"quiet\">\(words(.hoursNote)) \(words(.schoolNote))</p>"
        let content: HTML = """
            \(Part.heading(words(.report), lead: lead,
                acts: [Part.linkButton(words(.asFile), to: file, icon: .file)]))
            \(Part.tabs(words(.limit), tabs))\(list)
            """
        return Page(
            title: words(.report), content: content, place: Place.desktop,
            acting: ActingPath.desktop(.principal)(model.provider.slug))
    }

    private func table(_ model: ReportModel, _ words: TrailWords) -> HTML {
        func column(_ text: TrailText, _ order: ReportRow.Order) -> Column {
            let isThis = model.order == order
            let link = model.link(
                TrailPath.report, limit: model.chosen, order: order, isDescending: isThis && !model.isDescending)
            return Column(
                words(text),
                sort: Column.Sort(link: link, order: isThis ? (model.isDescending ? .descending : .ascending) : nil))
        }
        let columns = [
            column(.pupil, .name), column(.homeroom, .homeroom), column(.limit, .limit), column(.since, .since),
            Column(words(.lastStep)), column(.took, .took),
        ]
        let rows = model.shown.map { row -> [HTML] in
            let name = row.pupil.person.name.full
            let now = words(.limitNow, ["amount": words.word(row.alert.hours)])
            let link = TrailPath.pupil(.principal)(model.provider.slug, row.pupil.person.id)
            return [
                Part.link(name, to: link), "\(row.pupil.title ?? words(.nothingYet))",
                "<span>\(words.word(row.alert.limit.key)) <span class=\"quiet\">\(now)</span></span>",
                Part.time(words.days.date(row.alert.since), on: row.alert.since), "\(step(row.alert, words))",
                waited(row, words),
            ]
        }
        return Part.table(words(.report), columns, rows: rows)
    }

    /// How much there is now.
    private func amount(_ alert: Alert, _ words: TrailWords) -> String {
        words(.limitHours, ["amount": words.word(alert.hours)])
    }

    private func step(_ alert: Alert, _ words: TrailWords) -> String {
        alert.answer.map { "\(words.word($0.step)), \(words.days.date($0.reactedOn))" } ?? words(.nothingYet)
    }

    private func waited(_ row: ReportRow, _ words: TrailWords) -> HTML {
        let text = waitedText(row, words)
        return row.alert.isOpen ? "<span>\(Part.tag(text, .warning))</span>" : "\(text)"
    }

    private func waitedText(_ row: ReportRow, _ words: TrailWords) -> String {
        let days = row.waited(on: words.days.today)
        if row.alert.isOpen { return words(.openFor, count: days) }
        return days == 0 ? words(.sameDay) : words(.tookDays, count: days)
    }

    @Sendable private func reportFile(_ model: ReportModel, _ visit: Visit) -> Download {
        let words = words(visit)
        let columns: [TrailText] = [.homeroom, .pupil, .limit, .total, .since, .lastStep, .reactedOn, .took]
        return Download.table(
            "\(words(.fileName))-\(visit.today).csv", columns: columns.map { words($0) },
            rows: model.shown.map { row in
                [
                    row.pupil.title ?? "", row.pupil.person.name.full, words.word(row.alert.limit.key),
                    amount(row.alert, words), words.days.plain(row.alert.since),
                    row.alert.answer.map { words.word($0.step) } ?? "",
                    row.alert.answer.map { words.days.plain($0.reactedOn) } ?? "", waitedText(row, words),
                ]
            })
    }
}
