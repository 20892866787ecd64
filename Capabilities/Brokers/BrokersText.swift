import Base

/// The words of signing in elsewhere, of identity providers and of finding one's own place.
enum BrokersText: String, TextKey {
    case way, anyWay, anyProvider, tryAgain, otherWays, expiredTitle, expiredText, strayTitle, strayText
    case againNext, deniedTitle, deniedText, deniedNext, busyTitle, busyText, brokenTitle, brokenText
    case brokenNext, untrustedTitle, untrustedText, noRoleTitle, noRoleText, noRoleNext, elsewhereTitle
    case elsewhereText, elsewhereNext, testNumberTitle, testNumberText, noNumberTitle, noNumberText
    case schoolNext, proveTitle, proveText, proveNext, notSpokenTitle, notSpokenText, notSpokenNext
    case conflictTitle, conflictText, conflictNext, joinTitle, joinLead, joinLeadNamed, code, codeHint
    case fillCode, codeUnknown, joinNow, joinOwn, joinOwnNow, joinNoCode, conflictsWait, conflictsWaitNote
    case conflictsLook, partiesTitle, partiesLead, connected, noParties, noPartiesText, connectNew, inUse
    case notInUse, mpassidName, mpassidTitle, mpassidAbout, entraName, entraTitle, entraAbout, googleName
    case googleTitle, googleAbout, oidcName, oidcTitle, oidcAbout, title, titleHint, titleWrong, issuer
    case issuerHint, issuerWrong, providerOIDMissing, clientID, clientIDWrong, secret, secretHint
    case secretKept, secretWrong, learnerNumberClaim, learnerNumberHint, claimWrong, domain, domainHint
    case domainWrong, roles, rolesHint, rolesWrong, schools, schoolsHint, schoolsWrong, technical
    case authentication, authenticationBasic, authenticationPost, authenticationKey, authenticationKeyNote
    case keysAddress, algorithm, testNumbers, testNumbersHint, enabled, enabledHint, connect, save, forThem
    case forThemText, redirectAddress, trialTitle, trialLead, trialBegin, endTitle, endText, endNow
    case partyAdded, partySaved, partyEnded, conflictsTitle, conflictNote, conflictOpen, conflictPeople
    case conflictPeopleWhy, conflictAccounts, conflictAccountsWhy, conflictLogin, conflictLoginWhy
    case conflictNumber, conflictNumberWhy, ourSide, theirSide, choice, choiceMissing, choiceBeyond, dismiss
    case dismissNote, decide, sideWithoutAccount, sideAccount, sideOtherLogin, arrivedName, arrivedNumber
    case arrivedSchools, arrivedWay, arrivedID, arrivedWhen, conflictLinked, conflictDismissed, arrivedTitle
    case arrivedLead, arrivedClaims, arrivedRoles, unreadRoles, claim, value, wouldBeKnown, wouldBeUnknown
    case wouldBeMalformed, wouldNeedCode, wouldBeElsewhere, wouldBeOtherDomain, kindPupil, kindTeacher
    case kindStaff, kindSecretary, kindSubstitute, kindPrincipal, kindOther, loginsTitle, loginUsed
    case loginRemove, loginRemoved, loginLast, loginConfirm, placesTitle, placesLead, placeField, placeHint
    case placeShort, placeSearch, placeNone, placeNoneText, wholeMunicipality, placesFound, placesMany
    case placeTitle, placeLead, noWays, withPassword, notYours, changePlace, notAllowedTitle, notAllowedText

    case suomifiName, suomifiAbout, wordsWrong, classesMissing, identityCodeMissing
    case otherSessionTitle, otherSessionText, noIdentityCodeTitle, noIdentityCodeText, testCodeTitle, testCodeText,
        otherAccountTitle
    case otherAccountText, otherAccountNext, notStrongTitle, notStrongText, notStrongNext, leavingTitle
    case leavingText, leavingNext, logoutAddress, afterwardsAddress, wouldBeKnownIdentity
    case wouldBeUnknownIdentity, wouldBeSeveral, wouldBeStrong, wouldNotBeStrong, testCodes, testCodesHint
    case endsSessions, endsSessionsHint, strongClasses, strongClassesHint, strongMethods, strongMethodsHint
    case classes, classesHint, identityCodeClaim, identityCodeHint, keyEncryption, contentEncryption
    case mandatesTitle, mandatesLead, mandatesText, mandatesBegin, mandatesNoWay, mandatesAdded, mandatesNone
    case mandatesFailed, mandateAddress, mandateAddressHint, mandateAddressWrong, mandateClient, mandateKey
    case mandatePassword, mandateRedirect, vouchedGood, vouchedChanged
    case loginAdd, loginAdded, addingTitle, addingText, confirmTitle, confirmText, wayOther, secretOptional
}
