-- An import that waits for its confirmation: its edition is written but not in force, so that what was shown is what is
-- applied, on whichever node. The edition goes when another one comes into force or the draft is old.
CREATE TABLE timetable_draft (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    account_id UUID NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    file_names JSONB NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('waiting', 'refused', 'unchanged', 'applied', 'discarded')),
    edition_id UUID,
    problems JSONB NOT NULL,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, edition_id) REFERENCES timetable_edition (provider_id, id)
);

CREATE INDEX timetable_draft_organisation ON timetable_draft (provider_id, organisation_id, received_at);
CREATE INDEX timetable_draft_edition ON timetable_draft (provider_id, edition_id);
CREATE INDEX timetable_draft_received ON timetable_draft (received_at);

-- What people have put on the timetable themselves stands beside what the timetable program says.
ALTER TABLE lesson ADD COLUMN source TEXT NOT NULL DEFAULT 'import' CHECK (source IN ('import', 'hand'));

-- A change gets its source, who made it when, and a kind that is a note alone. SQLite changes the rule of a column only
-- by moving the rows.
CREATE TABLE lesson_change_before (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    lesson_id UUID NOT NULL,
    held_on DATE NOT NULL,
    kind TEXT NOT NULL,
    moved_to DATE,
    first_hour INTEGER,
    last_hour INTEGER,
    room_id UUID,
    person_id UUID,
    note TEXT,
    PRIMARY KEY (provider_id, edition_id, lesson_id, held_on, kind)
);

INSERT INTO lesson_change_before (provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour, last_hour,
    room_id, person_id, note)
SELECT provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour, last_hour, room_id, person_id, note
FROM lesson_change;

DROP TABLE lesson_change;

CREATE TABLE lesson_change (
    provider_id UUID NOT NULL,
    edition_id UUID NOT NULL,
    lesson_id UUID NOT NULL,
    held_on DATE NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('cancelled', 'moved', 'room', 'substitute', 'note')),
    moved_to DATE,
    first_hour INTEGER,
    last_hour INTEGER,
    room_id UUID,
    person_id UUID,
    note TEXT,
    source TEXT NOT NULL DEFAULT 'import' CHECK (source IN ('import', 'hand')),
    made_at TIMESTAMPTZ,
    account_id UUID,
    PRIMARY KEY (provider_id, edition_id, lesson_id, held_on, kind),
    CHECK (kind <> 'moved' OR (moved_to IS NOT NULL AND first_hour IS NOT NULL AND last_hour IS NOT NULL)),
    CHECK (kind <> 'room' OR room_id IS NOT NULL),
    CHECK (kind <> 'substitute' OR person_id IS NOT NULL),
    CHECK (kind <> 'note' OR note IS NOT NULL),
    CHECK (first_hour <= last_hour),
    FOREIGN KEY (provider_id, edition_id, lesson_id) REFERENCES lesson (provider_id, edition_id, id),
    FOREIGN KEY (provider_id, room_id) REFERENCES room (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX lesson_change_person ON lesson_change (provider_id, person_id, edition_id, lesson_id, held_on);
CREATE INDEX lesson_change_room ON lesson_change (provider_id, room_id, edition_id, lesson_id, held_on);

INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour, last_hour, room_id,
    person_id, note)
SELECT provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour, last_hour, room_id, person_id, note
FROM lesson_change_before;

DROP TABLE lesson_change_before;
