import Base

/// The words that every page has around its own: frame, parts, error pages, days.
package enum WebText: String, TextKey {
    case skipToContent, homeLabel, frontLabel, mainNavigation, languageNow, languageFi, languageSv, languageEn,
        account, accountOf, signOut, signIn, sharedDevice, actingChoice, actingNow, footerLine, footerLinks
    case optional, errorPrefix, summaryTitle, summaryText, summaryTextPassword, showPassword, close, now, asTable,
        pagination,
        pageOf, previousPage, nextPage, firstPage, newestEntries, olderEntries
    case toDesktop, missingTitle, missingText, missingNext, forbiddenTitle, forbiddenText, forbiddenNext,
        otherSiteTitle, otherSiteText, otherSiteNext, methodTitle, methodText, methodNext, invalidTitle,
        invalidText, invalidNext, conflictTitle, conflictText, conflictNext, tooLargeTitle, tooLargeText,
        tooLargeNext, keptTitle, keptText, keptSignIn, keptSend, confirmTitle, confirmText, confirmNow, offline,
        keptSecrets, keptNothingTitle, keptNothingText, confirmNothingText, confirmGo,
        tooManyTitle, tooManyText, tooManyNext,
        signedOutTitle, signedOutText, signedOutNext,
        unavailableTitle, unavailableText, unavailableNext, brokenTitle, brokenText, brokenNext
    case stayTitle, stayText, stayLeft, stayClock, stayMinute, staySeconds, stay, stayFailed, lastTitle, lastText,
        lastOk,
        overTitle, overText, overTyped, overStays, overSignIn, otherTitle, otherText, typedBack, keptOtherTitle,
        keptOtherText
    case today, tomorrow, yesterday, dayShort, dayShortYear, dayPlain, dayLong, dayLongYear, clock, atRelative,
        atDay, atClock, daysLeft
    case mondayShort, tuesdayShort, wednesdayShort, thursdayShort, fridayShort, saturdayShort, sundayShort,
        monday, tuesday, wednesday, thursday, friday, saturday, sunday
    case januaryShort, februaryShort, marchShort, aprilShort, mayShort, juneShort, julyShort, augustShort,
        septemberShort, octoberShort, novemberShort, decemberShort, january, february, march, april, may, june,
        july, august, september, october, november, december
}
