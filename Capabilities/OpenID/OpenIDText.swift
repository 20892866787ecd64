import Base
import Web

/// The texts of this room.
enum OpenIDText: String, TextKey {
    case onTheWay, onTheWayText, goOn, turnBack, informTitle, informLead, signedInAs, getsLead, onlySubject
    case seeLater, privacyPolicy, terms, offlineField, fieldName, fieldEmail, fieldPhone, fieldBirthDate
    case fieldLanguage, fieldSchool, fieldRole, fieldGroups, fieldClassLevel, fieldLearnerNumber, unknownClientTitle
    case unknownClientText, unknownAddressTitle, unknownAddressText, requestIsOverTitle, requestIsOverText
    case signOutTitle, signOutLead, signOut, staySignedIn, signOutProblemTitle, signOutProblemText, toDesktop
    case servicesTitle, servicesLead, usedAt, signOutOfService, noServices, noServicesText, serviceEnded
    case releasesTitle, releasesLead, decidedTitle, noReleases, noReleasesText, clientsTitle, noClients
    case noClientsText, decide, endedClient, fromOn, fromUntil, allSchools, protectedToo, endRelease, released
    case releaseEnded, releaseTitle, releaseLead, fields, schools, legalBasis, basisPublicTask
    case basisLegalObligation, basisContract, basisConsent, purpose, purposeHint, from, until, untilHint
    case takesProtected, takesProtectedHint, release, chooseFields, chooseBasis, writePurpose, writeDay
    case writeLaterDay, chooseSchools, chooseSchool, chooseReach, reach, allSchoolsNote, someSchools, endedSchool
    case schoolEnded, serviceOrigin, registeredItself, connectedByOperator
    case releaseChanged, releaseSame, endTitle, endText, changesTitle, changesWho, changeMade, changeEdited, changeEnded
    case changeMember, changeBefore, changeAfter, protectedPeople, protectedReleased, protectedNotReleased
    case serviceSearch, serviceName, serviceFind, serviceNone, serviceNoneText, serviceAll
    case dataName, dataEmail, dataPhone, dataBirthDate, dataLanguage, dataSchool, dataRole, dataGroups
    case deviceTitle, deviceLead, deviceCode, deviceCodeHint, deviceCompare, deviceFillCode, deviceUnknownCode
    case deviceAskTitle, deviceAskLead, deviceAskLeadOffline, deviceAskedAt, deviceWarning, deviceWarningText,
        deviceApprove, deviceRefuse
    case deviceApproved, deviceApprovedText, deviceRefused, deviceRefusedText, deviceAnother
    case devicesTitle, devicesLead, deviceSignedIn, signOutDevice, deviceEnded
    case servicesMine, dataClassLevel, dataLearnerNumber
}
