-- A file of the sign-in audit is itself kept: who took it, why, and what was asked.

CREATE TABLE sign_in_export (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    reason TEXT NOT NULL,
    topic TEXT,
    person_id UUID,
    maker_id UUID,
    begins_on DATE,
    ends_on DATE,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, maker_id) REFERENCES person (provider_id, id)
);
