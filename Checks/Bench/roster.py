"""Writes a OneRoster package of a given size: roster.py USERS ENROLMENTS FOLDER. Everyone in it is invented."""

import csv
import sys
from pathlib import Path

FAMILY = ["Virtanen", "Korhonen", "Nieminen", "Mäkinen", "Åkerlund", "Öhman", "Saari", "Laine", "Salo", "Koski"]
GIVEN = ["Aino", "Eetu", "Olga", "Mika", "Leena", "Petri", "Venla", "Joni", "Sari", "Antti", "Åsa", "Väinö"]
PUPILS_A_SCHOOL = 500
IN_A_GROUP = 20


def sheet(folder, name, columns):
    file = open(folder / f"{name}.csv", "w", newline="", encoding="utf-8")
    writer = csv.writer(file)
    writer.writerow(columns.split())
    return file, writer


def main(users, enrolments, folder):
    folder.mkdir(parents=True, exist_ok=True)
    base = "sourcedId status dateLastModified "
    schools = max(1, users // PUPILS_A_SCHOOL)
    groups = max(schools, enrolments // IN_A_GROUP)
    file, orgs = sheet(folder, "orgs", base + "name type identifier parentSourcedId")
    orgs.writerow(["o", "", "", "Mittala", "district", "1.2.246.562.10.00000000017", ""])
    for school in range(schools):
        orgs.writerow([f"o{school}", "", "", f"Koulu {school}", "school", "", "o"])
    file.close()
    file, sessions = sheet(folder, "academicSessions", base + "title type startDate endDate parentSourcedId schoolYear")
    sessions.writerow(["y", "", "", "2026–2027", "schoolYear", "2026-08-01", "2027-08-01", "", "2027"])
    file.close()
    file, courses = sheet(
        folder, "courses", base + "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes")
    for school in range(schools):
        courses.writerow([f"c{school}", "", "", "y", "Matematiikka", "MA", "7", f"o{school}", "Matematiikka", "MA"])
    file.close()
    file, classes = sheet(
        folder, "classes",
        base + "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects "
        "subjectCodes periods")
    for group in range(groups):
        school = group % schools
        classes.writerow(
            [f"g{group}", "", "", f"MA {group}", "7", f"c{school}", "", "scheduled", "", f"o{school}", "y", "", "", ""])
    file.close()
    file, people = sheet(
        folder, "users",
        base + "enabledUser username userIds givenName familyName middleName identifier email sms phone "
        "agentSourcedIds grades password userMasterIdentifier preferredGivenName preferredMiddleName "
        "preferredFamilyName primaryOrgSourcedId pronouns")
    role_file, roles = sheet(
        folder, "roles", base + "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId")
    for user in range(users):
        given, family = GIVEN[user % len(GIVEN)], FAMILY[user // len(GIVEN) % len(FAMILY)]
        row = [f"u{user}", "", "", "true", f"user{user}", "", given, family, "", "", f"user{user}@example.fi", "", ""]
        people.writerow(row + ["", "7", "", "", "", "", "", f"o{user % schools}", ""])
        role = "student" if user % 10 else "teacher"
        roles.writerow([f"r{user}", "", "", f"u{user}", "primary", role, "", "", f"o{user % schools}", ""])
    file.close()
    role_file.close()
    file, rows = sheet(
        folder, "enrollments", base + "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate")
    for number in range(enrolments):
        user = number % users
        # Somebody's groups lie in the own school: both are counted round it.
        group = (user % schools + (number // users + user // schools) * schools) % groups
        role = "student" if user % 10 else "teacher"
        rows.writerow([f"e{number}", "", "", f"g{group}", f"o{group % schools}", f"u{user}", role, "false", "", ""])
    file.close()
    file, manifest = sheet(folder, "manifest", "propertyName value")
    manifest.writerows([["manifest.version", "1.0"], ["oneroster.version", "1.2"]])
    for name in ["orgs", "academicSessions", "courses", "classes", "users", "roles", "enrollments"]:
        manifest.writerow([f"file.{name}", "bulk"])
    file.close()


main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
