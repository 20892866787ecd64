"""What the imported files say, read with Python's own CSV reader: the pages must agree with it."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date


@dataclass(repr=False)
class Human:
    """One row of users.csv with what hangs on it."""

    slug: str
    source: str
    called: str
    family: str
    given: str
    protected: bool
    agents: list
    roles: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    born: date | None = None

    @property
    def full(self):
        return f"{self.called} {self.family}"


@dataclass(repr=False)
class Group:
    source: str
    title: str
    kind: str
    school: str
    pupils: list = field(default_factory=list)
    teachers: list = field(default_factory=list)


def rows(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def in_force(row, today):
    begins, ends = row.get("beginDate", ""), row.get("endDate", "")
    return (not begins or begins <= today) and (not ends or ends > today)


class Municipality:
    """One package: its people and the groups that are taught today."""

    def __init__(self, folder, today):
        self.folder = folder
        orgs = {row["sourcedId"]: row for row in rows(folder, "orgs.csv")}
        root = next(row for row in orgs.values() if not row["parentSourcedId"])
        self.slug, self.name = root["metadata.slug"], root["name"]
        self.people = {row["sourcedId"]: self.human(row) for row in rows(folder, "users.csv")}
        for row in rows(folder, "demographics.csv"):
            if row["birthDate"] and row["sourcedId"] in self.people:
                self.people[row["sourcedId"]].born = date.fromisoformat(row["birthDate"])
        for row in rows(folder, "roles.csv"):
            if in_force(row, today):
                self.people[row["userSourcedId"]].roles.append((row["role"], orgs[row["orgSourcedId"]]["name"]))
        self.groups = self.taught_groups(orgs, today)
        self.enrol(today)

    def human(self, row):
        return Human(
            slug=self.slug, source=row["sourcedId"], family=row["familyName"], given=row["givenName"],
            called=row["preferredGivenName"] or row["givenName"].split(" ")[0],
            protected=row["metadata.protected"] == "true",
            agents=[agent for agent in row["agentSourcedIds"].split(",") if agent],
        )

    def taught_groups(self, orgs, today):
        sessions = {row["sourcedId"]: row for row in rows(self.folder, "academicSessions.csv")}
        groups = {}
        for row in rows(self.folder, "classes.csv"):
            terms = [sessions[term] for term in row["termSourcedIds"].split(",") if term]
            begins, ends = min(t["startDate"] for t in terms), max(t["endDate"] for t in terms)
            if begins <= today < ends:
                kind = "homeroom" if row["classType"] == "homeroom" else "teaching"
                groups[row["sourcedId"]] = Group(
                    row["sourcedId"], row["title"], kind, orgs[row["schoolSourcedId"]]["name"])
        return groups

    def enrol(self, today):
        members = defaultdict(set)
        for row in rows(self.folder, "enrollments.csv"):
            group = self.groups.get(row["classSourcedId"])
            if group and in_force(row, today):
                members[group.source, row["role"]].add(row["userSourcedId"])
        for (source, role), people in sorted(members.items()):
            group = self.groups[source]
            for person in sorted(people):
                self.people[person].groups.append(group)
                if role == "student":
                    group.pupils.append(self.people[person])
                elif role == "teacher":
                    group.teachers.append(self.people[person])

    def children(self, guardian):
        return [human for human in self.people.values() if guardian.source in human.agents]


class Register:
    """Both municipalities."""

    def __init__(self, sample, today):
        self.municipalities = [Municipality(sample / number, today.isoformat()) for number in ("1", "2")]

    def find(self, person):
        """The rows of a demo person in each municipality, by name and role."""
        wanted = {
            "pupil": {"student"}, "guardian": {"guardian", "parent", "relative"}, "teacher": {"teacher"},
            "principal": {"principal"}, "assistant": {"aide"}, "office": {"ext:office", "ext:schoolSecretary"},
            "administrator": set(),
        }[person["role"]]
        return [
            (place, human)
            for place in self.municipalities
            for human in place.people.values()
            if human.full == person["name"] and self.is_at(person["place"].split(", "), place, human)
            and (not wanted or wanted & {role for role, _ in human.roles})
        ]

    @staticmethod
    def is_at(places, municipality, human):
        """Whether the demo's list names the municipality or a school where the human, or a child, has a role."""
        family = [human] + municipality.children(human)
        return municipality.name in places or any(org in places for one in family for _, org in one.roles)
