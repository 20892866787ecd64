-- What the platform's operator looked at when they let it confirm administrators; another setting, and it is over.
ALTER TABLE identity_provider ADD COLUMN vouched BYTEA;

-- The key and the password at the mandate service, closed.
ALTER TABLE identity_provider ADD COLUMN mandate_secrets BYTEA;

-- One way to the mandate service and back, of one session.
CREATE TABLE mandate_question (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    identity_provider_id UUID NOT NULL,
    account_id UUID NOT NULL,
    session_id UUID NOT NULL,
    guardian_id UUID NOT NULL,
    cookie_hash BYTEA NOT NULL,
    session BYTEA NOT NULL,
    return_to TEXT NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, identity_provider_id) REFERENCES identity_provider (provider_id, id),
    FOREIGN KEY (provider_id, guardian_id) REFERENCES person (provider_id, id)
);

CREATE UNIQUE INDEX mandate_question_cookie ON mandate_question (cookie_hash, provider_id);
CREATE INDEX mandate_question_begun ON mandate_question (begun_at);
