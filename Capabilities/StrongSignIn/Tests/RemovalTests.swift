import Accounts
import Testing

@testable import StrongSignIn

@Suite struct RemovalTests {
    @Test(arguments: [
        // The last passkey beside a password goes, unless its owner is an administrator without codes.
        (1, false, true, false, Removal.Refusal?.none), (1, false, true, true, .administratorNeedsOne),
        (1, true, true, true, nil), (2, false, true, true, nil),
        // Without a password the last passkey is the last way in, with codes too.
        (1, false, false, false, .lastWayIn), (1, true, false, true, .lastWayIn), (2, false, false, true, nil),
    ])
    func `a passkey goes while something is left`(
        _ passkeys: Int, _ codes: Bool, _ password: Bool, _ isAdministrator: Bool, _ expected: Removal.Refusal?
    ) {
        let factors = SecondFactors(passkeys: passkeys, hasCodes: codes, hasPassword: password)
        #expect(Removal.refusal(of: .passkey, from: factors, isAdministrator: isAdministrator) == expected)
    }

    @Test(arguments: [
        (0, true, false, Removal.Refusal?.none), (0, true, true, .administratorNeedsOne), (1, true, true, nil),
    ])
    func `codes go, but an administrator's last second factor`(
        _ passkeys: Int, _ password: Bool, _ isAdministrator: Bool, _ expected: Removal.Refusal?
    ) {
        let factors = SecondFactors(passkeys: passkeys, hasCodes: true, hasPassword: password)
        #expect(Removal.refusal(of: .codes, from: factors, isAdministrator: isAdministrator) == expected)
    }
}
