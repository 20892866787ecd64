-- The identity providers that an education provider has connected, and what goes on with them.

CREATE TABLE identity_provider (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    profile TEXT NOT NULL CHECK (profile IN ('mpassid', 'entra', 'google', 'oidc')),
    title TEXT NOT NULL,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    secret BYTEA,
    authentication TEXT NOT NULL CHECK (authentication IN ('basic', 'post', 'key')),
    algorithm TEXT NOT NULL CHECK (algorithm IN ('RS256', 'ES256')),
    mapping JSONB NOT NULL,
    roles JSONB NOT NULL,
    allows_test_numbers BOOLEAN NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id)
);

-- Browsers come with the id alone.
CREATE UNIQUE INDEX identity_provider_alone ON identity_provider (id, provider_id);

-- The schools that it speaks for; none means all.
CREATE TABLE identity_provider_school (
    provider_id UUID NOT NULL,
    identity_provider_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    PRIMARY KEY (provider_id, identity_provider_id, organisation_id),
    FOREIGN KEY (provider_id, identity_provider_id) REFERENCES identity_provider (provider_id, id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id)
);

-- One way to an identity provider and back, of one browser.
CREATE TABLE broker_attempt (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    identity_provider_id UUID NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign-in', 'trial')),
    state_hash BYTEA NOT NULL,
    cookie_hash BYTEA NOT NULL,
    nonce_hash BYTEA NOT NULL,
    verifier BYTEA NOT NULL,
    return_to TEXT NOT NULL,
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

-- Somebody who came and could not be told apart: the administrator sees both sides.
CREATE TABLE link_conflict (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    identity_provider_id UUID NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('people', 'accounts', 'login', 'number')),
    issuer TEXT NOT NULL,
    login_id TEXT NOT NULL,
    arrived BYTEA NOT NULL,
    tries INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    decided_by UUID,
    decision TEXT CHECK (decision IN ('linked', 'dismissed')),
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, identity_provider_id) REFERENCES identity_provider (provider_id, id)
);

CREATE INDEX link_conflict_open ON link_conflict (provider_id, decided_at, created_at);
CREATE INDEX link_conflict_login ON link_conflict (provider_id, identity_provider_id, login_id);

CREATE TABLE link_conflict_person (
    provider_id UUID NOT NULL,
    conflict_id UUID NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (provider_id, conflict_id, person_id),
    FOREIGN KEY (provider_id, conflict_id) REFERENCES link_conflict (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

-- Where people come from: municipalities and schools by any part of their names. Written anew from the register.
CREATE TABLE place (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    is_school BOOLEAN NOT NULL,
    school TEXT,
    sort_key TEXT NOT NULL,
    address TEXT,
    code TEXT,
    PRIMARY KEY (provider_id, id)
);

CREATE INDEX place_address ON place (address);
CREATE INDEX place_code ON place (code);

CREATE TABLE place_word (
    provider_id UUID NOT NULL,
    place_id UUID NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (provider_id, place_id, part),
    FOREIGN KEY (provider_id, place_id) REFERENCES place (provider_id, id)
);

CREATE INDEX place_word_part ON place_word (part, provider_id, place_id);

-- Up to which change of the register the places of a provider are written.
CREATE TABLE place_index (
    provider_id UUID NOT NULL PRIMARY KEY REFERENCES provider (id),
    sequence BIGINT NOT NULL,
    name_fi TEXT NOT NULL,
    name_sv TEXT
);
