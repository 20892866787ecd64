-- Each import, applied or not, with its counts and problems.

CREATE TABLE import_run (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    format TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('checked', 'applied')),
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ NOT NULL,
    started_by TEXT NOT NULL,
    counts JSONB NOT NULL,
    problems JSONB NOT NULL,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id) REFERENCES provider (id)
);

CREATE INDEX import_run_started ON import_run (provider_id, started_at);
