package import Base

extension Part {
    /// The answer to what was just done, said once. It can be put away where scripts run.
    package static func status(_ text: String, _ meaning: Meaning = .good, _ words: Words<WebText>) -> HTML {
        """
        <div class="toast \(meaning.rawValue)">\((meaning.icon ?? .info)())<p>\(text)</p>\
        <button type="button" class="button plain dismiss" hidden aria-label="\(words(.close))">\
        \(Icon.close())</button></div>
        """
    }

    /// A longer word to the reader inside a page; its title says in words what the colour says.
    package static func notice(_ title: String, _ meaning: Meaning = .notice, _ content: HTML = .nothing) -> HTML {
        """
        <div class="advice \(meaning.rawValue)">\((meaning.icon ?? .info)())<div><p class="advice-title">\(title)</p>\
        \(content)</div></div>
        """
    }

    /// An empty place: what will appear here and what to do now.
    package static func empty(
        _ title: String, _ text: String, icon: Icon = .info, act: HTML = .nothing
    ) -> HTML {
        """
        <div class="empty"><span class="empty-icon">\(icon())</span><p class="empty-title">\(title)</p>\
        <p class="quiet">\(text)</p>\(act)</div>
        """
    }
}
