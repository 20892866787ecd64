import Base

/// The words of badges, of the door that they open and of its pictures.
enum BadgesText: String, TextKey {
    case cardsTitle, cardsLead, overseenLead, doorHeading, openUntil, openedBy, doorIsShut, openFor, otherEnd, until
    case minutes, openNow, changeEnd, shutNow, chooseEnd, doorOpened, doorShutNow, printHeading, printLead
    case chooseAndPrint, forWhom, getsCard, getsNewCard, printCards, chooseSomebody, nobodyHere, leftOut
    case pupilsHeading, noCards, withoutCard, madeOn, usedOn, noPictureCode, lockedTag, protected, resetPictureCode
    case pictureCodeEnded, endCard, badgeEnded, endAll, endAllText, endAllNow, badgesEnded, devicesHeading
    case devicesLead, addDevices, deviceSince, endDevice, deviceEnded, unknownDevice, deviceCodeTitle
    case deviceCodeLead, deviceCodeNote, deviceCode, goodUntil, address, squaresLabel, deviceDoorTitle
    case deviceDoorLead, deviceCodeHint, deviceCodeWrong, addDevice, deviceAdded, toCardDoor, doorTitle, doorLead
    case strangerDevice, strangerDeviceText, doorShut, doorShutText, lookAgain, showCard, cardNumber, cardNumberHint
    case unknownCard, notThisWay, proceed, otherWay, hello, notMe, recall, choose, again, pictureStep, restart
    case wrongPictures, locked, lockedText, tooPlain, differs, unreadable, printedTitle, printedLead, print
    case shownOnce, shownOnceText, cardPicture, blue, red, green, yellow, violet, sun, moon, star, tree, flower
    case apple, boat, house, car, ball, umbrella, key, fox, cat, owl, fish, snail, bear, hare, bird, ownTitle
    case ownLead, hasPictureCode
}
