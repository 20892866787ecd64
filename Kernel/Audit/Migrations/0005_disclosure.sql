-- What a service was given of somebody's data: a reader that is no account. Ids and names of fields only, no values.

CREATE TABLE disclosure (
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    client_id UUID NOT NULL,
    fields TEXT NOT NULL,
    quarter TIMESTAMPTZ NOT NULL,
    first_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (provider_id, person_id, quarter, client_id, fields)
);

CREATE INDEX disclosure_person ON disclosure (provider_id, person_id, first_at);
CREATE INDEX disclosure_time ON disclosure (provider_id, first_at);
