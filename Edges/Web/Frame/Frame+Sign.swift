extension Frame {
    /// DigiOne's sign: a D with a berry, in the colour of the text around it.
    static let sign: HTML = """
        <svg class="sign" viewBox="0 0 30 30" aria-hidden="true">\
        <rect width="30" height="30" rx="9" fill="currentColor"/>\
        <path class="sign-line" d="M8 8h5.2a7 7 0 0 1 0 14H8z"/>\
        <circle class="sign-dot" cx="22.2" cy="9.2" r="2.2"/></svg>
        """

    /// Shores and a lake at the foot of the door; drawn here so that it takes the colours of the theme.
    var landscape: HTML {
        """
        <svg class="landscape" viewBox="0 0 1440 240" preserveAspectRatio="xMidYMax slice" aria-hidden="true">\
        <path class="far" d="M0 120c140-46 250-52 380-30s190 8 330-22 250-20 370 12 230 24 360-14v174H0z"/>\
        <path class="near" d="M0 172c120-34 230-40 360-18 96 16 170 22 260 16\
         110-8 190-30 330-28 170 2 300 44 490 20v78H0z"/>\
        <path class="water" d="M0 206c240-12 470-12 720 0s480 12 720 0v34H0z"/>\
        <path class="ripple" d="M170 222h150M520 228h230M960 221h120M1180 231h170"/></svg>
        """
    }
}
