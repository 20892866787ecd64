-- Who signs in. Account tables have no foreign keys to or from provider-owned tables.

CREATE TABLE account (
    id UUID NOT NULL PRIMARY KEY,
    sign_in_name TEXT NOT NULL UNIQUE,
    language TEXT,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE sign_in_method (
    account_id UUID NOT NULL REFERENCES account (id),
    id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('password')),
    secret TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, kind)
);

CREATE TABLE session (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    created_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    browser TEXT NOT NULL,
    choice TEXT
);

CREATE INDEX session_account ON session (account_id, created_at);

CREATE TABLE account_person (
    account_id UUID NOT NULL REFERENCES account (id),
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    evidence TEXT NOT NULL,
    linked_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (account_id, provider_id, person_id)
);

CREATE INDEX account_person_person ON account_person (provider_id, person_id);

CREATE TABLE invitation (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    person_id UUID NOT NULL,
    makes_administrator BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    redeemed_at TIMESTAMPTZ,
    redeemed_by UUID,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX invitation_person ON invitation (provider_id, person_id);
CREATE UNIQUE INDEX invitation_code ON invitation (code_hash, provider_id);

CREATE TABLE throttle (
    subject BYTEA NOT NULL PRIMARY KEY,
    window_began_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL
);
