import Base
package import SignIn
import Web

extension OpenID {
    /// The way from the account page to the services that its owner signed in to.
    package var accountPart: AccountPart {
        AccountPart(
            load: { [texts] _, _ in
                { visit in
                    let words = texts(in: visit.language)
                    let tiles = [
                        Tile(words(.servicesMine), to: OpenIDPath.services(), icon: .grid),
                        Tile(words(.deviceTitle), to: OpenIDPath.device(), icon: .device),
                    ]
                    return Part.section(words(.servicesTitle), id: "services", Part.tiles(tiles))
                }
            }, done: { _, _ in nil })
    }
}
