extension Picture {
    /// Classes give the colours, so that pictures are the same in both themes: they stand on light ground.
    var shape: HTML {
        switch self {
        case .sun:
            #"""
            <circle class="gold" cx="24" cy="24" r="10"/><path class="line gold-line" d="M24 5v5M24 38v5M5 24h5M38 24h5\#
            M10.6 10.6l3.5 3.5M33.9 33.9l3.5 3.5M37.4 10.6l-3.5 3.5M14.1 33.9l-3.5 3.5"/>
            """#
        case .moon: #"<path class="gold" d="M29 5a19 19 0 1 0 14 26A15 15 0 0 1 29 5z"/>"#
        case .star:
            #"<path class="gold" d="m24 4 6 13.4 14.5 1.6-10.8 9.8 3 14.3L24 35.8l-12.7 7.3 3-14.3L3.5 19 18 17.4z"/>"#
        case .tree:
            #"""
            <path class="wood" d="M21 36h6v9h-6z"/>\#
            <path class="leaf" d="M24 3 34 17h-5l8 10h-6l8 10H9l8-10h-6l8-10h-5z"/>
            """#
        case .flower:
            #"""
            <path class="line leaf-line" d="M24 28v17M24 40c-6 0-9-3-10-7M24 40c6 0 9-3 10-7"/>\#
            <g class="rose"><circle cx="24" cy="9" r="6"/><circle cx="32" cy="15" r="6"/><circle cx="29" cy="24" r="6"/>\#
            <circle cx="19" cy="24" r="6"/><circle cx="16" cy="15" r="6"/></g><circle class="gold" cx="24" cy="17" r="5"/>
            """#
        case .apple:
            #"""
            <path class="brick" d="M24 15c-4-4-17-3-17 11 0 10 7 18 12 18 2 0 3-1 5-1s3 1 5 1c5 0 12-8 12-18 0-14-13-15-17-11z"/>\#
            <path class="line wood-line" d="M24 15c0-5 1-8 3-10"/><path class="leaf" d="M27 10c2-5 7-6 11-5-1 5-6 8-11 5z"/>
            """#
        case .boat:
            #"""
            <path class="sky" d="M22 4v26H6z"/><path class="brick" d="M26 10v20h15z"/><path class="line wood-line" d="M24 4v30"/>\#
            <path class="wood" d="M4 33h40l-7 10H11z"/>
            """#
        case .house:
            #"""
            <path class="brick" d="M4 23 24 5l20 18z"/><path class="cream" d="M9 23h30v20H9z"/>\#
            <path class="wood" d="M20 30h8v13h-8z"/><path class="sky" d="M12 27h6v6h-6zM30 27h6v6h-6z"/>
            """#
        case .car:
            #"""
            <path class="night" d="M3 35v-8c0-2 1-3 3-3h4l5-9c1-1 2-2 3-2h12c2 0 3 1 4 2l5 9h3c2 0 3 1 3 3v8z"/>\#
            <path class="snow" d="M14 24l4-7h5v7zM26 24v-7h4l4 7z"/><g class="ink"><circle cx="13" cy="35" r="5"/>\#
            <circle cx="35" cy="35" r="5"/></g>
            """#
        case .ball:
            #"""
            <circle class="snow" cx="24" cy="24" r="19"/><path class="brick" d="M24 5a19 19 0 0 0 0 38c-10-9-10-29 0-38z"/>\#
            <path class="sky" d="M24 5a19 19 0 0 1 0 38c10-9 10-29 0-38z"/><circle class="line ink-line" cx="24" cy="24" r="19"/>
            """#
        case .umbrella:
            #"""
            <path class="line wood-line" d="M24 6v32c0 3 2 5 4 5s4-2 4-5"/>\#
            <path class="violet-fill" d="M4 26C4 14 13 7 24 7s20 7 20 19c-3-3-7-3-10 0-3-3-7-3-10 0-3-3-7-3-10 0-3-3-7-3-10 0z"/>
            """#
        case .key:
            #"""
            <path class="line gold-line wide" d="M22 22l20 20M36 36l4-4M30 30l4-4"/>\#
            <circle class="gold" cx="15" cy="15" r="11"/><circle class="snow" cx="13" cy="13" r="4"/>
            """#
        case .fox, .cat, .owl, .fish, .snail, .bear, .hare, .bird: animal
        }
    }

    /// Heads that look at the child, and three who go by.
    private var animal: HTML {
        let face: HTML = #"""
            <g class="ink"><circle cx="17" cy="25" r="2.5"/><circle cx="31" cy="25" r="2.5"/></g>
            """#
        switch self {
        case .fox:
            return """
                <path class="own" d="M6 5l12 9h12l12-9v18c0 10-10 20-18 20S6 33 6 23z"/>\
                <path class="cream" d="M7 28c6 0 13 5 17 12 4-7 11-12 17-12-2 9-10 15-17 15S9 37 7 28z"/>\(face)\
                <circle class="ink" cx="24" cy="39" r="3"/>
                """
        case .cat:
            return """
                <path class="own" d="M8 4l10 10h12L40 4v21c0 11-8 18-16 18S8 36 8 25z"/>\(face)\
                <path class="rose" d="M21 31h6l-3 4z"/>\
                <path class="line ink-line thin" d="M24 35v2M17 33 5 31M17 36 6 39M31 33l12-2M31 36l11 3"/>
                """
        case .bear:
            return """
                <g class="own"><circle cx="11" cy="12" r="7"/><circle cx="37" cy="12" r="7"/><circle cx="24" cy="26" r="18"/></g>\
                \(face)<ellipse class="cream" cx="24" cy="34" rx="8" ry="6"/><circle class="ink" cx="24" cy="32" r="2.6"/>
                """
        case .hare:
            return """
                <g class="own"><ellipse cx="17" cy="12" rx="5" ry="11"/><ellipse cx="31" cy="12" rx="5" ry="11"/>\
                <circle cx="24" cy="29" r="15"/></g>\(face)<path class="rose" d="M21 32h6l-3 4z"/>\
                <path class="snow" d="M20.5 37h7v6h-7z"/>
                """
        case .owl:
            return """
                <path class="own" d="M7 6c5 3 9 4 17 4s12-1 17-4v21c0 11-8 17-17 17S7 38 7 27z"/>\
                <g class="snow"><circle cx="16" cy="21" r="8"/><circle cx="32" cy="21" r="8"/></g>\
                <g class="ink"><circle cx="16" cy="21" r="3.5"/><circle cx="32" cy="21" r="3.5"/></g>\
                <path class="gold" d="M24 25l4 5-4 5-4-5z"/>
                """
        case .fish:
            return """
                <path class="own" d="M3 24C9 11 25 9 33 22l11-9v22l-11-9C25 39 9 37 3 24z"/>\
                <circle class="snow" cx="13" cy="21" r="4"/><circle class="ink" cx="13" cy="21" r="2"/>\
                <path class="line ink-line thin" d="M22 15c4 5 4 13 0 18"/>
                """
        case .snail:
            return """
                <path class="cream" d="M3 42c4-2 6-6 6-14 0-6 9-6 9 0v6h22c3 0 5 4 5 8z"/>\
                <path class="line ink-line thin" d="M11 24 8 15M15 24l2-9"/>\
                <circle class="own" cx="30" cy="24" r="14"/>\
                <path class="line ink-line thin" d="M30 24c0-3 5-3 5 1 0 6-11 6-11-2 0-10 17-9 17 3"/>\
                <circle class="ink" cx="13" cy="30" r="1.6"/>
                """
        default:
            return """
                <path class="own" d="M5 22C5 10 20 6 27 15c4 5 8 6 17 5-2 14-12 23-24 21C10 40 5 32 5 22z"/>\
                <path class="gold" d="M6 21 0 25l7 3z"/><circle class="ink" cx="13" cy="19" r="2.5"/>\
                <path class="snow" d="M17 27c5 4 11 3 15-2 0 8-9 12-15 2z"/>
                """
        }
    }
}
