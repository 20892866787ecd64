-- When absences are so many that somebody must react, and who reacted when. What is reached is computed at each read.

-- A provider's limits. A change ends a row and adds another; without any row the limits in code hold.
CREATE TABLE absence_limit (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('unexplained_days', 'absence_hours')),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999),
    alerts JSONB NOT NULL,
    classes JSONB NOT NULL,
    step TEXT,
    account_id UUID,
    made_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id)
);

CREATE UNIQUE INDEX absence_limit_present ON absence_limit (provider_id, kind, amount) WHERE ended_at IS NULL;
CREATE INDEX absence_limit_kind ON absence_limit (provider_id, kind, amount);

-- That somebody reacted to a pupil's absences, how and when. Rows are added, never changed.
CREATE TABLE absence_reaction (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    limit_kind TEXT NOT NULL CHECK (limit_kind IN ('unexplained_days', 'absence_hours')),
    amount INTEGER NOT NULL,
    term_begins DATE NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('pupil', 'home', 'meeting', 'welfare', 'other')),
    how TEXT NOT NULL,
    reacted_on DATE NOT NULL,
    written_on DATE NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    account_id UUID NOT NULL,
    author_id UUID NOT NULL,
    author_role TEXT NOT NULL CHECK (author_role IN ('teacher', 'principal')),
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, author_id) REFERENCES person (provider_id, id)
);

CREATE INDEX absence_reaction_person ON absence_reaction (provider_id, person_id, term_begins);
CREATE INDEX absence_reaction_author ON absence_reaction (provider_id, author_id);

-- The terms of a provider, among its many sessions.
CREATE INDEX academic_session_kind ON academic_session (provider_id, kind, begins_on);
