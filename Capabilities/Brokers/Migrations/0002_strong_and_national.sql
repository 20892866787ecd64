-- National identification with encrypted answers, logins that count as more than a password, sign-outs in both directions.

-- A kind that the profile does not name; with one, the profile is plain OpenID Connect.
ALTER TABLE identity_provider ADD COLUMN kind TEXT CHECK (kind IN ('suomifi'));
ALTER TABLE identity_provider ADD COLUMN manner JSONB;

CREATE INDEX identity_provider_open ON identity_provider (enabled, provider_id);

-- Our own keys for one identity provider: what we ask is signed with them, what it answers is encrypted for them.
CREATE TABLE identity_provider_key (
    provider_id UUID NOT NULL,
    identity_provider_id UUID NOT NULL,
    id UUID NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign', 'decrypt')),
    algorithm TEXT NOT NULL,
    number BIGINT NOT NULL,
    public_key JSONB NOT NULL,
    private_key BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    used_from TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, identity_provider_id, id),
    UNIQUE (provider_id, identity_provider_id, purpose, algorithm, number),
    FOREIGN KEY (provider_id, identity_provider_id) REFERENCES identity_provider (provider_id, id)
);

-- Attempts live ten minutes; those that are open at an update begin again.
DROP TABLE broker_attempt;

CREATE TABLE broker_attempt (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    identity_provider_id UUID NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign-in', 'trial', 'join', 'confirm')),
    state_hash BYTEA NOT NULL,
    cookie_hash BYTEA NOT NULL,
    nonce_hash BYTEA NOT NULL,
    verifier BYTEA NOT NULL,
    return_to TEXT NOT NULL,
    is_anew BOOLEAN NOT NULL,
    session_id UUID,
    begun_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    arrived BYTEA,
    joined_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, identity_provider_id) REFERENCES identity_provider (provider_id, id)
);

CREATE UNIQUE INDEX broker_attempt_state ON broker_attempt (state_hash, provider_id);
CREATE UNIQUE INDEX broker_attempt_alone ON broker_attempt (id, provider_id);
CREATE INDEX broker_attempt_begun ON broker_attempt (begun_at);

-- Whose identity code is known, as a keyed hash of it and in no other form.
CREATE TABLE known_identity (
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    evidence TEXT NOT NULL,
    known_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, person_id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX known_identity_code ON known_identity (provider_id, code_hash);

-- Sessions of ours that began at an identity provider, by keyed hashes of what it calls person and session there.
CREATE TABLE broker_session (
    provider_id UUID NOT NULL,
    identity_provider_id UUID NOT NULL,
    session_id UUID NOT NULL,
    account_id UUID NOT NULL,
    subject_hash BYTEA NOT NULL,
    sid_hash BYTEA,
    id_token BYTEA,
    begun_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, identity_provider_id, session_id),
    FOREIGN KEY (provider_id, identity_provider_id) REFERENCES identity_provider (provider_id, id)
);

CREATE UNIQUE INDEX broker_session_alone ON broker_session (session_id, provider_id);
CREATE INDEX broker_session_subject ON broker_session (provider_id, identity_provider_id, subject_hash);
CREATE INDEX broker_session_sid ON broker_session (provider_id, identity_provider_id, sid_hash);
CREATE INDEX broker_session_begun ON broker_session (begun_at);

-- Logout tokens that were obeyed; each is obeyed once.
CREATE TABLE broker_logout (
    provider_id UUID NOT NULL,
    identity_provider_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, identity_provider_id, token_hash),
    FOREIGN KEY (provider_id, identity_provider_id) REFERENCES identity_provider (provider_id, id)
);

CREATE INDEX broker_logout_seen ON broker_logout (seen_at);
