-- Logins at identity providers that open an account.

CREATE TABLE broker_link (
    issuer TEXT NOT NULL,
    login_id TEXT NOT NULL,
    account_id UUID NOT NULL REFERENCES account (id),
    id UUID NOT NULL,
    title TEXT NOT NULL,
    provider_id UUID NOT NULL,
    evidence TEXT NOT NULL,
    linked_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (issuer, login_id)
);

CREATE INDEX broker_link_account ON broker_link (account_id, issuer);
