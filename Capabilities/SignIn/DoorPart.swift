package import Storage
package import Web

/// What another room shows at the door, above name and password, by what there is now.
package struct DoorPart: Sendable {
    /// What somebody came for: the page that was asked for, and whether they must sign in anew.
    package struct Asked: Sendable {
        package let to: String
        package let again: String
    }

    /// Cookies by which the device remembers something of whoever was here; they are dropped when many use the device.
    let remembered: [String]
    /// Reads inside the page's one read and returns how it is drawn.
    package let load: @Sendable (any Reader, Visit) throws -> @Sendable (Visit, Asked) -> HTML

    package init(
        remembered: [String] = [],
        load: @escaping @Sendable (any Reader, Visit) throws -> @Sendable (Visit, Asked) -> HTML
    ) {
        (self.remembered, self.load) = (remembered, load)
    }
}
