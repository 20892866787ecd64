import Base

/// The words of passkeys and of confirming a session.
enum StrongSignInText: String, TextKey {
    case signInTitle, signInLead, usePasskey, otherWay, passkeyRefused
    case noScript, noScriptText, noPasskeys, noPasskeysText, notAnswered, notAnsweredText, alreadyThere,
        alreadyThereText
    case waysTitle, waysLead, addPasskey, addPasskeyLead, passkeyName, passkeyNameHint, passkeyNameMissing, makePasskey,
        passkeyNotMade, passkeyMade, passkeyUsed, passkeyUnused, saveName, removePasskey, removePasskeyText, staysTitle,
        staysLastWay, staysAdministrator, wentBackTitle, wentBackText, wentBackTag
    case passkeyAdded, passkeyRenamed, passkeyRemoved
    case addCodes, addCodesLead, codeSquares, codeStepOne, codeStepOneText, codeKeyTerm, codeStepTwo, codeField,
        codeHint,
        codeProve, codeWrong, codesTitle, removeCodes, removeCodesText, codesRemoved
    case recoveryTitle, recoveryLead, recoveryNumber, recoveryFoot, recoveryLeft, renewRecovery, shownOnce,
        shownOnceText,
        print
    case confirmCodeText, confirmCodeHint, setUpCodesText
    case eventsTitle, eventsLead, eventsShow, eventSignIn, eventStepUp, eventAdded, eventRemoved, eventChanged,
        eventSuspicious, eventReset, eventRefused, eventSignOut, eventEnded
    case proofPassword, proofInvitation, proofPasskey, proofCode, proofRecovery, proofDemo, proofBroker, proofSession,
        proofBadge
    case confirmTitle, confirmLead, confirmPasskeyText, setUpTitle, setUpLead, setUpPasskeyText, password, passwordHint,
        passwordWrong, proceed, askNewWayTitle, askNewWayText, confirmedTitle, confirmedOn, confirmedBack
}
