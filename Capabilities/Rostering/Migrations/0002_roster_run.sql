-- Runs with steps: what was received, checked, previewed, applied and undone, by whom, and what each would change.

CREATE TABLE roster_run (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    format TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('receiving', 'received', 'checked', 'previewed', 'applied', 'undone', 'refused',
        'failed', 'expired')),
    received_at TIMESTAMPTZ NOT NULL,
    stepped_at TIMESTAMPTZ NOT NULL,
    file_name TEXT NOT NULL,
    package_bytes BIGINT NOT NULL,
    counts JSONB NOT NULL,
    error_count BIGINT NOT NULL,
    notice_count BIGINT NOT NULL,
    preview JSONB,
    code TEXT,
    source JSONB,
    digest TEXT,
    failure TEXT,
    first_sequence BIGINT,
    last_sequence BIGINT,
    PRIMARY KEY (provider_id, id)
);

CREATE INDEX roster_run_received ON roster_run (provider_id, received_at, id);

-- The problem lists of earlier runs were what the command printed; they are not carried over.
INSERT INTO roster_run
    (provider_id, id, format, step, received_at, stepped_at, file_name, package_bytes, counts, error_count, notice_count)
SELECT provider_id, id, format, step, started_at, finished_at, '', 0, counts, 0, 0
FROM import_run;

CREATE TABLE roster_run_event (
    provider_id UUID NOT NULL,
    run_id UUID NOT NULL,
    number INTEGER NOT NULL,
    step TEXT NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    happened_by TEXT NOT NULL CHECK (happened_by IN ('command', 'schedule', 'account')),
    account_id UUID,
    PRIMARY KEY (provider_id, run_id, number),
    FOREIGN KEY (provider_id, run_id) REFERENCES roster_run (provider_id, id)
);

INSERT INTO roster_run_event (provider_id, run_id, number, step, happened_at, happened_by)
SELECT provider_id, id, 1, step, finished_at, 'command'
FROM import_run;

DROP TABLE import_run;

CREATE TABLE roster_run_progress (
    provider_id UUID NOT NULL,
    run_id UUID NOT NULL,
    phase TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    began_at TIMESTAMPTZ NOT NULL,
    reported_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, run_id),
    FOREIGN KEY (provider_id, run_id) REFERENCES roster_run (provider_id, id)
);

-- The package as it came, until its run is applied or has expired.
CREATE TABLE roster_run_chunk (
    provider_id UUID NOT NULL,
    run_id UUID NOT NULL,
    number INTEGER NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (provider_id, run_id, number),
    FOREIGN KEY (provider_id, run_id) REFERENCES roster_run (provider_id, id)
);

CREATE TABLE roster_run_problem (
    provider_id UUID NOT NULL,
    run_id UUID NOT NULL,
    number BIGINT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'notice')),
    code TEXT NOT NULL,
    file TEXT NOT NULL,
    line BIGINT,
    field TEXT,
    details JSONB,
    PRIMARY KEY (provider_id, run_id, number),
    FOREIGN KEY (provider_id, run_id) REFERENCES roster_run (provider_id, id)
);

-- One difference of a preview. What concerns a protected person is never here.
CREATE TABLE roster_run_change (
    provider_id UUID NOT NULL,
    run_id UUID NOT NULL,
    number BIGINT NOT NULL,
    entity TEXT NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('create', 'update', 'end')),
    school TEXT NOT NULL,
    title TEXT NOT NULL,
    person_id UUID,
    other_person_id UUID,
    fields JSONB,
    PRIMARY KEY (provider_id, run_id, number),
    FOREIGN KEY (provider_id, run_id) REFERENCES roster_run (provider_id, id)
);

CREATE INDEX roster_run_change_kind ON roster_run_change (provider_id, run_id, entity, operation, number);
CREATE INDEX roster_run_change_school ON roster_run_change (provider_id, run_id, school, number);

-- What a changed row was before its run; created and ended rows need no image, the change feed names them.
CREATE TABLE roster_run_before (
    provider_id UUID NOT NULL,
    run_id UUID NOT NULL,
    entity TEXT NOT NULL,
    entity_id UUID NOT NULL,
    image JSONB NOT NULL,
    PRIMARY KEY (provider_id, run_id, entity_id),
    FOREIGN KEY (provider_id, run_id) REFERENCES roster_run (provider_id, id)
);

-- From where on a shrinking run must be confirmed; without a row the usual limits hold.
CREATE TABLE roster_limit (
    provider_id UUID NOT NULL PRIMARY KEY REFERENCES provider (id),
    school_percent INTEGER NOT NULL CHECK (school_percent BETWEEN 0 AND 100),
    group_size INTEGER NOT NULL CHECK (group_size > 0)
);
