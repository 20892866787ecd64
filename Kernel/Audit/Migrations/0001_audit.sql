-- Who looked at whose data, and who changed what; ids only.

CREATE TABLE access_log (
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    account_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    relation TEXT NOT NULL,
    quarter TIMESTAMPTZ NOT NULL,
    first_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    looks BIGINT NOT NULL,
    PRIMARY KEY (provider_id, person_id, quarter, account_id, purpose, relation)
);

CREATE TABLE change_log (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    changed_by TEXT NOT NULL,
    account_id UUID,
    action TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id UUID NOT NULL,
    PRIMARY KEY (provider_id, id)
);

CREATE INDEX change_log_entity ON change_log (provider_id, entity, entity_id, changed_at);
