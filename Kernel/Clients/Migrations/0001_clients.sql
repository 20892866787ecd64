-- Programs that ask in their own name or for somebody, the keys that we sign with, and what a provider lets out.

CREATE TABLE client (
    id UUID NOT NULL PRIMARY KEY,
    metadata JSONB NOT NULL,
    secret_hash BYTEA,
    registration_hash BYTEA,
    needs_pkce BOOLEAN NOT NULL,
    may_refresh BOOLEAN NOT NULL,
    is_own BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);

CREATE TABLE signing_key (
    id UUID NOT NULL PRIMARY KEY,
    algorithm TEXT NOT NULL CHECK (algorithm IN ('RS256', 'ES256')),
    number BIGINT NOT NULL,
    public_key JSONB NOT NULL,
    private_key BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    signs_from TIMESTAMPTZ NOT NULL,
    UNIQUE (algorithm, number)
);

CREATE TABLE used_assertion (
    client_id UUID NOT NULL REFERENCES client (id),
    assertion_hash BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (client_id, assertion_hash)
);

CREATE INDEX used_assertion_expiry ON used_assertion (expires_at);

CREATE TABLE release (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    client_id UUID NOT NULL REFERENCES client (id),
    fields JSONB NOT NULL,
    schools JSONB NOT NULL,
    legal_basis TEXT NOT NULL CHECK (legal_basis IN ('public_task', 'legal_obligation', 'contract', 'consent')),
    purpose TEXT NOT NULL,
    takes_protected BOOLEAN NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id)
);

CREATE INDEX release_client ON release (client_id, provider_id);
