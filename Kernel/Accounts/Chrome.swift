package import Base
import Directory
import Foundation
package import Web

/// The frame around every page: whose desktop it is, where one can go, and as whom.
package struct Chrome: Sendable {
    private let assets: String
    private let web: TextTable<WebText>
    private let texts: TextTable<AccountsText>
    private let still: [Language: Frame.Still]

    package init(assets: AssetStore, web: TextTable<WebText>) throws {
        (self.assets, self.web) = (assets.prefix, web)
        texts = try TextTable(in: .module)
        still = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, Frame.Still(web(in: $0))) })
    }

    /// The names of roles in a language.
    package func words(in language: Language) -> Words<AccountsText> { texts(in: language) }

    /// The words of the frame and of parts in a language.
    package func parts(in language: Language) -> Words<WebText> { web(in: language) }

    /// The page up to its ending.
    package func document(_ page: Page, _ viewer: Viewer?, _ visit: Visit) -> HTML {
        let title = page.isRefused ? "\(web(in: visit.language)(.errorPrefix)) \(page.title)" : page.title
        var frame = Frame(
            title, path: visit.path, assets: assets, words: web(in: visit.language), still: still[visit.language],
            layout: page.isDoor ? .door : .desktop, content: page.content)
        frame.status = page.done.map { Frame.Status($0) }
        if let viewer {
            fill(&frame, page, viewer, texts(in: visit.language), visit.language)
            frame.session = viewer.sessionEnd(seen: visit)
            frame.isOnSharedDevice = viewer.span.isShared
        }
        return frame.beginning
    }

    /// The end of the page: how long the session lasts that shows it.
    package func ending(_ viewer: Viewer?, _ visit: Visit) -> HTML {
        Frame.ending(
            viewer?.sessionEnd(seen: visit), still[visit.language] ?? Frame.Still(web(in: visit.language)))
    }

    /// The whole page for what went wrong; it knows nobody, so it shows nothing of anybody.
    package func document(_ error: ErrorPage, _ language: Language) -> HTML {
        let words = web(in: language)
        return Frame(
            error.title(words), path: "/", assets: assets, words: words, still: still[language], layout: .door,
            content: error.content(words)
        ).document()
    }

    private static let home: PathPattern = "/"

    private func fill(
        _ frame: inout Frame, _ page: Page, _ viewer: Viewer, _ words: Words<AccountsText>, _ language: Language
    ) {
        let actings = viewer.actings
        let link = page.acting?.description ?? viewer.choice
        let current = actings.first { $0.link.description == link } ?? actings.first
        let name = viewer.name?.full ?? viewer.signInName
        frame.account = Frame.Account(name, to: ActingPath.account())
        frame.owner = name
        frame.ownerRole = current.map { words($0.role) }
        frame.items = items(page, current, words)
        if actings.count > 1 {
            frame.acting = actings.map { shown($0, isCurrent: page.acting == $0.link, words, language) }
        }
    }

    private func items(_ page: Page, _ current: Acting?, _ words: Words<AccountsText>) -> [Frame.Item] {
        var items = [
            Frame.Item(
                words(.desktop), icon: .home, to: current?.link ?? Chrome.home(), isCurrent: page.place == Place.desktop
            )
        ]
        if let current, let link = timetable(of: current) {
            items.append(
                Frame.Item(
                    words(.timetable), icon: .calendar, to: link, isCurrent: page.place == Place.timetable))
        }
        if let current, let link = homework(of: current) {
            items.append(
                Frame.Item(words(.homework), icon: .book, to: link, isCurrent: page.place == Place.homework))
        }
        if let current, let link = absences(of: current) {
            items.append(
                Frame.Item(words(.absences), icon: .attendance, to: link, isCurrent: page.place == Place.absences))
        }
        if let current, let provider = current.provider, [.teacher, .assistant].contains(current.role) {
            items.append(
                Frame.Item(
                    words(.groups), icon: .people, to: ActingPath.groups(current.role)(provider.slug),
                    isCurrent: page.place == Place.groups))
        }
        if let current, let provider = current.provider, [.office, .administrator].contains(current.role) {
            items.append(
                Frame.Item(
                    words(.people), icon: .people, to: ActingPath.register(current.role)(provider.slug),
                    isCurrent: page.place == Place.register))
        }
        items.append(
            Frame.Item(
                words(.me), icon: .person, to: ActingPath.account(), isCurrent: page.place == Place.account))
        return items
    }

    /// The timetable of whom one acts as or for; nil where there is none.
    private func timetable(of acting: Acting) -> Link? {
        if let child = acting.child { return ActingPath.childTimetable(child.provider.slug, child.person) }
        switch (acting.role, acting.provider) {
        case (.guardian, _): return ActingPath.familyTimetable()
        case (.pupil, let provider?), (.teacher, let provider?):
            return ActingPath.timetable(acting.role)(provider.slug)
        default: return nil
        }
    }

    /// The homework of those who do it, and of a guardian's children; teachers come to it by group.
    private func homework(of acting: Acting) -> Link? {
        if let child = acting.child { return ActingPath.childHomework(child.provider.slug, child.person) }
        switch (acting.role, acting.provider) {
        case (.guardian, _): return ActingPath.familyHomework()
        case (.pupil, let provider?): return ActingPath.homework(provider.slug)
        default: return nil
        }
    }

    /// The absences of a pupil, or of a child about whom this guardian may know them.
    private func absences(of acting: Acting) -> Link? {
        if let child = acting.child, child.showsAttendance {
            return ActingPath.childAbsences(child.provider.slug, child.person)
        }
        guard acting.role == .pupil, let provider = acting.provider else { return nil }
        return ActingPath.absences(provider.slug)
    }

    private func shown(
        _ acting: Acting, isCurrent: Bool, _ words: Words<AccountsText>, _ language: Language
    ) -> Frame.Acting {
        let link = acting.link
        if let child = acting.child {
            return Frame.Acting(
                child.name.called, note: child.shownHomeroom, avatar: child.name.full, to: link, isCurrent: isCurrent)
        }
        guard let provider = acting.provider else {
            return Frame.Acting(words(.allChildren), to: link, isCurrent: isCurrent)
        }
        let isSchool = acting.places.count == 1 && acting.places.first != provider.name.fi
        let place = isSchool ? acting.places.first : provider.name(in: language)
        return Frame.Acting(words(acting.role).capitalizedFirst, note: place, to: link, isCurrent: isCurrent)
    }
}

/// The items of the main navigation, as pages name them.
package enum Place {
    package static let desktop = "desktop"
    package static let groups = "groups"
    package static let timetable = "timetable"
    package static let absences = "absences"
    package static let homework = "homework"
    package static let register = "register"
    package static let account = "account"
}

extension String {
    /// With its first letter as a capital, for a word at the beginning of a line.
    package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
