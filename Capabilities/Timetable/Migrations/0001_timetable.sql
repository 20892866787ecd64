-- A school's timetable comes in editions: each import makes one, undoing one goes back to the edition before it.
-- A lesson that stays the same has the same id in every edition, so that what refers to it stays true.

CREATE TABLE room (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    code TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, organisation_id, code),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id)
);

CREATE TABLE timetable_edition (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    earlier_id UUID,
    made_at TIMESTAMPTZ NOT NULL,
    account_id UUID,
    source TEXT NOT NULL CHECK (source IN ('csv', 'untis', 'hand')),
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, earlier_id) REFERENCES timetable_edition (provider_id, id)
);

CREATE INDEX timetable_edition_organisation ON timetable_edition (provider_id, organisation_id, made_at);
CREATE INDEX timetable_edition_earlier ON timetable_edition (provider_id, earlier_id);

-- The edition that is in force at a school. The revision grows with every import and every undoing.
CREATE TABLE timetable_present (
    provider_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, organisation_id),
    UNIQUE (provider_id, edition_id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, edition_id) REFERENCES timetable_edition (provider_id, id)
);

-- When lesson hours begin and end. A school has one schedule for each lunch shift; minutes count from midnight.
CREATE TABLE bell_schedule (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    id UUID NOT NULL,
    title TEXT NOT NULL,
    lunch_begins INTEGER,
    lunch_ends INTEGER,
    group_names JSONB,
    PRIMARY KEY (provider_id, edition_id, id),
    UNIQUE (provider_id, edition_id, title),
    CHECK (lunch_begins < lunch_ends),
    FOREIGN KEY (provider_id, edition_id) REFERENCES timetable_edition (provider_id, id)
);

CREATE TABLE bell_hour (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    schedule_id UUID NOT NULL,
    number INTEGER NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    PRIMARY KEY (provider_id, edition_id, schedule_id, number),
    CHECK (begins >= 0 AND begins < ends AND ends <= 1440),
    FOREIGN KEY (provider_id, edition_id, schedule_id) REFERENCES bell_schedule (provider_id, edition_id, id)
);

-- Days that are not like others: holidays, and Saturdays that are school days. The last day is included.
CREATE TABLE special_day (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'school')),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    follows INTEGER CHECK (follows BETWEEN 1 AND 7),
    title TEXT NOT NULL,
    PRIMARY KEY (provider_id, edition_id, id),
    CHECK (first_day <= last_day),
    FOREIGN KEY (provider_id, edition_id) REFERENCES timetable_edition (provider_id, id)
);

-- A lesson that comes back every week from its first day to its last, or an extra one on a single day.
CREATE TABLE lesson (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    id UUID NOT NULL,
    number TEXT NOT NULL,
    subject TEXT NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    first_hour INTEGER NOT NULL,
    last_hour INTEGER NOT NULL,
    schedule_id UUID NOT NULL,
    room_id UUID,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    is_extra BOOLEAN NOT NULL,
    note TEXT,
    PRIMARY KEY (provider_id, edition_id, id),
    CHECK (first_hour <= last_hour),
    CHECK (first_day <= last_day),
    FOREIGN KEY (provider_id, edition_id, schedule_id) REFERENCES bell_schedule (provider_id, edition_id, id),
    FOREIGN KEY (provider_id, room_id) REFERENCES room (provider_id, id)
);

CREATE INDEX lesson_room ON lesson (provider_id, room_id, edition_id);

CREATE TABLE lesson_group (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    lesson_id UUID NOT NULL,
    group_id UUID NOT NULL,
    PRIMARY KEY (provider_id, edition_id, lesson_id, group_id),
    FOREIGN KEY (provider_id, edition_id, lesson_id) REFERENCES lesson (provider_id, edition_id, id),
    FOREIGN KEY (provider_id, group_id) REFERENCES school_group (provider_id, id)
);

CREATE INDEX lesson_group_group ON lesson_group (provider_id, group_id, edition_id, lesson_id);

CREATE TABLE lesson_teacher (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    lesson_id UUID NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (provider_id, edition_id, lesson_id, person_id),
    FOREIGN KEY (provider_id, edition_id, lesson_id) REFERENCES lesson (provider_id, edition_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX lesson_teacher_person ON lesson_teacher (provider_id, person_id, edition_id, lesson_id);

-- A code of the timetable program that nobody knew when the lesson came; once it is mapped the row becomes a relation.
CREATE TABLE lesson_code (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    lesson_id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('group', 'teacher')),
    code TEXT NOT NULL,
    PRIMARY KEY (provider_id, edition_id, lesson_id, kind, code),
    FOREIGN KEY (provider_id, edition_id, lesson_id) REFERENCES lesson (provider_id, edition_id, id)
);

CREATE INDEX lesson_code_code ON lesson_code (provider_id, edition_id, kind, code);

-- What is different about a lesson on one day; a lesson may be moved, in another room and with a substitute at once.
CREATE TABLE lesson_change (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    lesson_id UUID NOT NULL,
    held_on DATE NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('cancelled', 'moved', 'room', 'substitute')),
    moved_to DATE,
    first_hour INTEGER,
    last_hour INTEGER,
    room_id UUID,
    person_id UUID,
    note TEXT,
    PRIMARY KEY (provider_id, edition_id, lesson_id, held_on, kind),
    CHECK (kind <> 'moved' OR (moved_to IS NOT NULL AND first_hour IS NOT NULL AND last_hour IS NOT NULL)),
    CHECK (kind <> 'room' OR room_id IS NOT NULL),
    CHECK (kind <> 'substitute' OR person_id IS NOT NULL),
    CHECK (first_hour <= last_hour),
    FOREIGN KEY (provider_id, edition_id, lesson_id) REFERENCES lesson (provider_id, edition_id, id),
    FOREIGN KEY (provider_id, room_id) REFERENCES room (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX lesson_change_person ON lesson_change (provider_id, person_id, edition_id, lesson_id, held_on);
CREATE INDEX lesson_change_room ON lesson_change (provider_id, room_id, edition_id, lesson_id, held_on);

-- What a code of the timetable program means here; said once, used by every import after it.
CREATE TABLE timetable_mapping (
    provider_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('group', 'teacher')),
    code TEXT NOT NULL,
    group_id UUID,
    person_id UUID,
    mapped_at TIMESTAMPTZ,
    account_id UUID,
    PRIMARY KEY (provider_id, organisation_id, kind, code),
    CHECK (group_id IS NULL OR person_id IS NULL),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, group_id) REFERENCES school_group (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

-- A personal calendar address: the secret is stored hashed, and works while its account has the relation.
CREATE TABLE timetable_feed (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    secret_hash BYTEA NOT NULL,
    account_id UUID NOT NULL,
    person_id UUID NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('pupil', 'teacher', 'guardian')),
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE UNIQUE INDEX timetable_feed_secret ON timetable_feed (secret_hash, provider_id);
CREATE UNIQUE INDEX timetable_feed_account ON timetable_feed (provider_id, account_id, person_id, role) WHERE ended_at IS NULL;
