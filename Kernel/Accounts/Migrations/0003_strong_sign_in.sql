-- What proves more than a password: passkeys, one-time codes and recovery codes, and when a session was confirmed with one.

ALTER TABLE session ADD COLUMN strong_at TIMESTAMPTZ;
ALTER TABLE session ADD COLUMN strong_by TEXT;

-- public_key is what the COSE key holds: x and y (-7), n and e (-257) or the point (-8).
CREATE TABLE passkey (
    account_id UUID NOT NULL REFERENCES account (id),
    id UUID NOT NULL,
    credential_id BYTEA NOT NULL UNIQUE,
    user_handle BYTEA NOT NULL,
    algorithm INTEGER NOT NULL,
    public_key BYTEA NOT NULL,
    sign_count BIGINT NOT NULL,
    is_backup_eligible BOOLEAN NOT NULL,
    is_backed_up BOOLEAN NOT NULL,
    aaguid UUID NOT NULL,
    transports TEXT NOT NULL,
    title TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    went_back_at TIMESTAMPTZ,
    PRIMARY KEY (account_id, id)
);

-- One row for each question, taken away by the first answer.
CREATE TABLE passkey_challenge (
    challenge_hash BYTEA NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    session_id UUID,
    user_handle BYTEA,
    made_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX passkey_challenge_age ON passkey_challenge (made_at);

-- A key without confirmed_at is being set up and proves nothing yet.
CREATE TABLE one_time_code_key (
    account_id UUID NOT NULL PRIMARY KEY REFERENCES account (id),
    sealed_key BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ,
    last_step BIGINT NOT NULL,
    used_at TIMESTAMPTZ
);

CREATE TABLE recovery_code (
    account_id UUID NOT NULL REFERENCES account (id),
    code_hash BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (account_id, code_hash)
);

-- What the owner of an account reads about its ways in.
CREATE TABLE sign_in_event (
    account_id UUID NOT NULL REFERENCES account (id),
    id UUID NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    kind TEXT NOT NULL,
    proof TEXT NOT NULL,
    title TEXT,
    browser TEXT NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE INDEX sign_in_event_age ON sign_in_event (happened_at);
