-- What a group has to do or to know for a day. It hangs on a lesson of a day, named for ever by the lesson and the day
-- of its weekly pattern, so that it goes along when the lesson is moved; without a lesson it stands on the day itself.

CREATE TABLE homework (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('homework', 'exam')),
    lesson_id UUID,
    held_on DATE NOT NULL,
    content TEXT NOT NULL,
    bring TEXT,
    link TEXT,
    account_id UUID,
    author_id UUID NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, author_id) REFERENCES person (provider_id, id)
);

CREATE INDEX homework_lesson ON homework (provider_id, lesson_id, held_on);

-- For whom it is: a lesson that two groups share gives its homework to both. The day is repeated here, since every
-- question begins with a group and some days.
CREATE TABLE homework_group (
    provider_id UUID NOT NULL,
    group_id UUID NOT NULL,
    held_on DATE NOT NULL,
    homework_id UUID NOT NULL,
    PRIMARY KEY (provider_id, group_id, held_on, homework_id),
    FOREIGN KEY (provider_id, group_id) REFERENCES school_group (provider_id, id),
    FOREIGN KEY (provider_id, homework_id) REFERENCES homework (provider_id, id)
);

CREATE INDEX homework_group_homework ON homework_group (provider_id, homework_id, group_id);

-- Pupils' own ticks: done, by whom and when. Taking one back removes it; nothing follows from a tick.
CREATE TABLE homework_tick (
    provider_id UUID NOT NULL,
    homework_id UUID NOT NULL,
    person_id UUID NOT NULL,
    ticked_at TIMESTAMPTZ NOT NULL,
    account_id UUID,
    PRIMARY KEY (provider_id, homework_id, person_id),
    FOREIGN KEY (provider_id, homework_id) REFERENCES homework (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX homework_tick_person ON homework_tick (provider_id, person_id);
