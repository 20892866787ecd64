extension Icon {
    var shape: HTML {
        switch self {
        case .home: #"<path d="M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z"/>"#
        case .calendar: #"<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M9 3v4M15 3v4"/>"#
        case .people:
            #"""
            <circle cx="9" cy="9" r="3"/><path d="M3.5 19c.5-3.2 2.7-5 5.5-5s5 1.8 5.5 5"/>\#
            <circle cx="17" cy="10" r="2.3"/><path d="M16 14.3c2.3.1 4 1.6 4.5 4.2"/>
            """#
        case .person: #"<circle cx="12" cy="8.5" r="3.5"/><path d="M5 20c.6-3.8 3.4-6 7-6s6.4 2.2 7 6"/>"#
        case .message: #"<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7 8 6 8-6"/>"#
        case .grid:
            #"""
            <rect x="4" y="4" width="7" height="7" rx="1.5"/><rect x="13" y="4" width="7" height="7" rx="1.5"/>\#
            <rect x="4" y="13" width="7" height="7" rx="1.5"/><rect x="13" y="13" width="7" height="7" rx="1.5"/>
            """#
        case .check: #"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#
        case .swap: #"<path d="M4 9h13l-3-3M20 15H7l3 3"/>"#
        case .bag: #"<path d="M6 8h12l1 12H5zM9 8a3 3 0 0 1 6 0"/>"#
        case .warning: #"<path d="M12 4 21 19.5H3zM12 10v4M12 16.8v.01"/>"#
        case .stop: #"<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7zM12 8v4.5M12 16v.01"/>"#
        case .info: #"<circle cx="12" cy="12" r="8.5"/><path d="M12 11.5V16M12 8v.01"/>"#
        case .globe:
            #"""
            <circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.4 2.6 3.5 5.4 3.5 8.5\#
            s-1.1 5.9-3.5 8.5c-2.4-2.6-3.5-5.4-3.5-8.5s1.1-5.9 3.5-8.5z"/>
            """#
        case .signOut:
            #"<path d="M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10.5 12H20M16.5 8.5 20 12l-3.5 3.5"/>"#
        case .device: #"<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M11 17.5h2"/>"#
        case .key: #"<circle cx="8" cy="16" r="4"/><path d="M11 13l8.5-8.5M16.5 7.5l3 3M13.5 10.5l2 2"/>"#
        case .search: #"<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>"#
        case .child:
            #"""
            <circle cx="12" cy="6" r="2.8"/><path d="M6.5 11.5c3.5 1.8 7.5 1.8 11 0\#
            M12 12.8V16l-3 4.5M12 16l3 4.5"/>
            """#
        case .school:
            #"<path d="M4 20v-7.5L12 8l8 4.5V20zM12 8V3.5h4V6h-4M10 20v-4.5h4V20M7 15.5v.01M17 15.5v.01"/>"#
        case .building:
            #"""
            <rect x="5" y="4" width="14" height="16" rx="1"/>\#
            <path d="M9.5 8v.01M14.5 8v.01M9.5 12v.01M14.5 12v.01M10.5 20v-4h3v4"/>
            """#
        case .lock: #"<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#
        case .chevron: #"<path d="m9 6 6 6-6 6"/>"#
        case .down: #"<path d="m6 9 6 6 6-6"/>"#
        case .back: #"<path d="m15 6-6 6 6 6"/>"#
        case .plus: #"<path d="M12 5v14M5 12h14"/>"#
        case .printer:
            #"""
            <path d="M7 8V4h10v4M7 17H5a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-2\#
            M7 14h10v6H7z"/>
            """#
        case .close: #"<path d="M6 6l12 12M18 6 6 18"/>"#
        case .clock: #"<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>"#
        case .pencil: #"<path d="m5 19 1-4L16 5l3 3L9 18zM14 7l3 3"/>"#
        case .file: #"<path d="M7 3.5h7l4 4v12a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM14 3.5v4h4"/>"#
        case .upload: #"<path d="M12 16V5M7.5 9 12 4.5 16.5 9M5 19.5h14"/>"#
        case .eye:
            #"<path d="M3 12c2-4 5.2-6 9-6s7 2 9 6c-2 4-5.2 6-9 6s-7-2-9-6z"/><circle cx="12" cy="12" r="2.5"/>"#
        case .sort: #"<path d="M8 5v14M5 16l3 3 3-3M16 19V5M13 8l3-3 3 3"/>"#
        case .book:
            #"<path d="M12 6.5c-2-1.5-4.5-2-8-2v14c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-14c-3.5 0-6 .5-8 2zM12 6.5v14"/>"#
        case .badge:
            #"<rect x="4" y="6" width="16" height="13" rx="2"/><path d="M10 6V3.5h4V6M7.5 10.5h4v4h-4zM14.5 11h2.5M14.5 14h2.5"/>"#
        case .attendance:
            #"""
            <circle cx="9.5" cy="8" r="3.3"/><path d="M3 19.5c.5-3.4 3-5.5 6.5-5.5 1.2 0 2.3.2 3.2.7\#
            M14.5 17.3l2.3 2.3 4.4-5"/>
            """#
        case .undo: #"<path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4"/>"#
        }
    }
}
