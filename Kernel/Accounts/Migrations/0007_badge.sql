-- Cards that small children sign in with, the picture code that belongs to them, and with what a session began.

ALTER TABLE session ADD COLUMN begun_by TEXT;

-- code_hash is keyed: the number under the squares is short enough for a child to type.
CREATE TABLE badge (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    code_hash BYTEA NOT NULL,
    picture TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    made_by UUID NOT NULL,
    used_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX badge_person ON badge (provider_id, person_id, ended_at);
CREATE UNIQUE INDEX badge_token ON badge (token_hash, provider_id);
CREATE UNIQUE INDEX badge_code ON badge (code_hash, provider_id);

CREATE TABLE picture_code (
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    secret TEXT NOT NULL,
    chosen_at TIMESTAMPTZ NOT NULL,
    tries INTEGER NOT NULL,
    PRIMARY KEY (provider_id, person_id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);
