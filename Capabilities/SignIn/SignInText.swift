import Base

/// The words of signing in, invitations and the account page.
enum SignInText: String, TextKey {
    case signInTitle, signInLead, name, nameHint, password, signIn
    case refused, tooMany, fillName, fillPassword
    case haveInvitation, redeemInvitation, signedOut
    case sharedDevice, sharedHint, rememberDevice, deviceIsShared, deviceIsOwn, sharedTag, sharedUntil

    case invitationTitle, invitationLead, code, codeHint, proceed, codeUnknown, fillCode
    case welcome, welcomeLead, invitedAs, restoreTitle, restoreLead, restore, newPassword, newPasswordHint,
        createAccount
    case addToAccount, addToAccountLead, addNow
    case passwordTooShort, passwordTooLong, passwordCommon, passwordOwnName

    case accountTitle, accountLead, signInNameTerm, languageTerm, languageFi, languageSv, languageEn
    case accessLogTitle, accessLog, accessLogNote, recordsTitle, devices, devicesLead, thisDevice, lastUsed,
        signedInSince, signOutDevice, signOutDeviceAbout
    case signOutOthers, signOutEverywhere, signedOutEverywhere, deviceSignedOut, othersSignedOut, onlyThisDevice
    case sessionTitle, sessionLead, sessionLapses, sessionEnds, sessionStay, sessionSignOut, sessionGoesOn, sessionMine
    case changePassword, currentPassword, change, currentWrong, passwordChanged, accountReady, accountReadyLead,
        personAdded
    case unknownBrowser

    case demoTitle, demoLead
    case nobodyTitle, nobodyText
}
