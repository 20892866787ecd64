-- Whose identity code is known, as a keyed hash of it and in no other form: once from the register, once from a login.
CREATE TABLE person_identity (
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('register', 'login')),
    code_hash BYTEA NOT NULL,
    known_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, person_id, source),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX person_identity_code ON person_identity (provider_id, code_hash);
