-- Packages that lay in a watched folder, by their content: the same file is imported once.

CREATE TABLE watched_package (
    provider_id UUID NOT NULL REFERENCES provider (id),
    digest TEXT NOT NULL,
    file_name TEXT NOT NULL,
    found_at TIMESTAMPTZ NOT NULL,
    run_id UUID,
    PRIMARY KEY (provider_id, digest)
);
