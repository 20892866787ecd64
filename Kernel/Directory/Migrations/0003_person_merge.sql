-- Two records of one person made one, so that it can be undone.

CREATE TABLE person_merge (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    kept_id UUID NOT NULL,
    merged_id UUID NOT NULL,
    merged_at TIMESTAMPTZ NOT NULL,
    account_id UUID NOT NULL,
    sequence BIGINT NOT NULL,
    moved JSONB NOT NULL,
    undone_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, kept_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, merged_id) REFERENCES person (provider_id, id)
);

CREATE INDEX person_merge_kept ON person_merge (provider_id, kept_id, merged_at);
CREATE UNIQUE INDEX person_merge_merged ON person_merge (provider_id, merged_id) WHERE undone_at IS NULL;
