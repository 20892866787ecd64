-- A search of the access log is itself kept: who asked, why, and for what.

CREATE TABLE access_log_search (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    reason TEXT NOT NULL,
    person_id UUID,
    reader_id UUID,
    begins_on DATE,
    ends_on DATE,
    searched_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, reader_id) REFERENCES person (provider_id, id)
);

CREATE INDEX access_log_search_account ON access_log_search (provider_id, account_id, searched_at);

-- The log is read by whom it is about, by who looked, and by time; the latest first.

CREATE INDEX access_log_person ON access_log (provider_id, person_id, first_at);
CREATE INDEX access_log_account ON access_log (provider_id, account_id, first_at);
CREATE INDEX access_log_time ON access_log (provider_id, first_at);
