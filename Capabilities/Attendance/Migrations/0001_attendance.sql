-- Attendance is a log: the latest entry of a pupil's lesson speaks, earlier ones stay with who wrote them and when.
-- A lesson of a day is named for ever by the lesson and held_on, the day on which the weekly pattern has it; day is the
-- day on which it really was. Its times and subject are kept, since editions of the timetable come and go.

-- A provider's own words for absences, each under a national class.
CREATE TABLE absence_code (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('illness', 'other', 'unauthorised', 'unexplained', 'school')),
    code TEXT NOT NULL,
    title_fi TEXT NOT NULL,
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, code)
);

-- For how many days a teacher corrects a register, and how many school days a home may notify of without applying.
CREATE TABLE attendance_rule (
    provider_id UUID NOT NULL PRIMARY KEY REFERENCES provider (id),
    correction_days INTEGER NOT NULL CHECK (correction_days BETWEEN 0 AND 366),
    notice_days INTEGER NOT NULL CHECK (notice_days BETWEEN 0 AND 366)
);

-- An absence that is told of before, or on the day. Part of a day only when it is a single one.
CREATE TABLE absence_notice (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    begins INTEGER,
    ends INTEGER,
    class TEXT NOT NULL CHECK (class IN ('illness', 'other')),
    note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('guardian', 'student', 'school', 'leave')),
    account_id UUID NOT NULL,
    author_id UUID,
    author_role TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    ended_by UUID,
    PRIMARY KEY (provider_id, id),
    CHECK (first_day <= last_day),
    CHECK ((begins IS NULL AND ends IS NULL) OR (begins < ends AND first_day = last_day)),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, author_id) REFERENCES person (provider_id, id)
);

CREATE INDEX absence_notice_person ON absence_notice (provider_id, person_id, last_day);

-- Each saving of a lesson's register; the highest revision is the register. Whoever of `pupils` has no entry was present.
CREATE TABLE register_saving (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    lesson_id UUID NOT NULL,
    held_on DATE NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    day DATE NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    lunch INTEGER NOT NULL DEFAULT 0,
    subject TEXT NOT NULL,
    pupils JSONB NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    account_id UUID NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, lesson_id, held_on, revision),
    CHECK (begins < ends),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX register_saving_organisation ON register_saving (provider_id, organisation_id, day);

-- What stands about a pupil in a lesson. A class only with an absence, minutes only with a late arrival.
CREATE TABLE attendance_entry (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    person_id UUID NOT NULL,
    lesson_id UUID NOT NULL,
    held_on DATE NOT NULL,
    day DATE NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    lunch INTEGER NOT NULL DEFAULT 0,
    subject TEXT NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('present', 'absent', 'late')),
    minutes INTEGER,
    class TEXT CHECK (class IN ('illness', 'other', 'unauthorised', 'unexplained', 'school')),
    code_id UUID,
    note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('register', 'notice', 'explanation', 'correction')),
    notice_id UUID,
    saving_id UUID,
    account_id UUID NOT NULL,
    author_id UUID,
    author_role TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    superseded_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    CHECK (begins < ends),
    CHECK ((mark = 'absent') = (class IS NOT NULL)),
    CHECK (minutes IS NULL OR mark = 'late'),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, author_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, code_id) REFERENCES absence_code (provider_id, id),
    FOREIGN KEY (provider_id, notice_id) REFERENCES absence_notice (provider_id, id),
    FOREIGN KEY (provider_id, saving_id) REFERENCES register_saving (provider_id, id)
);

CREATE UNIQUE INDEX attendance_entry_present ON attendance_entry (provider_id, person_id, lesson_id, held_on) WHERE superseded_at IS NULL;
CREATE INDEX attendance_entry_day ON attendance_entry (provider_id, person_id, day);
CREATE INDEX attendance_entry_organisation ON attendance_entry (provider_id, organisation_id, day);
CREATE INDEX attendance_entry_lesson ON attendance_entry (provider_id, lesson_id, held_on);
