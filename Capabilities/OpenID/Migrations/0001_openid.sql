-- Who signed in to which service, and what was handed out for it. Everything a client holds is stored hashed.

-- A subject is one for a sector, is never given twice, and outlives its account's links.
CREATE TABLE subject (
    sector TEXT NOT NULL,
    account_id UUID NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    PRIMARY KEY (account_id, sector),
    UNIQUE (sector, name)
);

CREATE TABLE client_grant (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    client_id UUID NOT NULL REFERENCES client (id),
    session_id UUID NOT NULL,
    subject TEXT NOT NULL,
    scope TEXT NOT NULL,
    claims JSONB NOT NULL,
    is_offline BOOLEAN NOT NULL,
    signed_in_at TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);

CREATE INDEX client_grant_use ON client_grant (used_at);
CREATE INDEX client_grant_session ON client_grant (session_id, client_id);
CREATE INDEX client_grant_account ON client_grant (account_id, client_id);

CREATE TABLE authorization_code (
    code_hash BYTEA NOT NULL PRIMARY KEY,
    grant_id UUID NOT NULL REFERENCES client_grant (id),
    redirect_uri TEXT NOT NULL,
    challenge TEXT,
    nonce TEXT,
    scope TEXT NOT NULL,
    asks_auth_time BOOLEAN NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    redeemed_at TIMESTAMPTZ
);

CREATE INDEX authorization_code_expiry ON authorization_code (expires_at);
CREATE INDEX authorization_code_grant ON authorization_code (grant_id);

CREATE TABLE refresh_token (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    grant_id UUID NOT NULL REFERENCES client_grant (id),
    scope TEXT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    rotated_at TIMESTAMPTZ
);

CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);
CREATE INDEX refresh_token_grant ON refresh_token (grant_id);

CREATE TABLE authorization_request (
    request_hash BYTEA NOT NULL PRIMARY KEY,
    client_id UUID NOT NULL REFERENCES client (id),
    parameters JSONB NOT NULL,
    is_pushed BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);

CREATE INDEX authorization_request_expiry ON authorization_request (expires_at);

-- What an account was told that a service gets.
CREATE TABLE service_notice (
    account_id UUID NOT NULL REFERENCES account (id),
    client_id UUID NOT NULL REFERENCES client (id),
    fields JSONB NOT NULL,
    told_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (account_id, client_id)
);

CREATE TABLE registration_token (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    label TEXT NOT NULL,
    uses_left BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE sign_out_request (
    request_hash BYTEA NOT NULL PRIMARY KEY,
    parameters JSONB NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX sign_out_request_expiry ON sign_out_request (expires_at);

-- A session has ended: the client is told, until it has answered or too often has not.
CREATE TABLE sign_out_notice (
    grant_id UUID NOT NULL PRIMARY KEY REFERENCES client_grant (id),
    attempts BIGINT NOT NULL,
    next_at TIMESTAMPTZ NOT NULL,
    told_at TIMESTAMPTZ,
    given_up_at TIMESTAMPTZ
);

CREATE INDEX sign_out_notice_next ON sign_out_notice (next_at);
