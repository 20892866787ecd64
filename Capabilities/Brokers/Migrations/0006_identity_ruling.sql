-- An administrator has decided whose an identity code is although the register knows another one of the person: that one does
-- not stand against it any more, until the register says something else.
CREATE TABLE identity_ruling (
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    known_hash BYTEA NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, person_id, code_hash, known_hash),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);
