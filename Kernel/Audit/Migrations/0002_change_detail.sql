-- What a change was, before and after, and every record whose history it belongs to.

CREATE TABLE change_detail (
    provider_id UUID NOT NULL,
    change_id UUID NOT NULL,
    before_value JSONB,
    after_value JSONB,
    PRIMARY KEY (provider_id, change_id),
    FOREIGN KEY (provider_id, change_id) REFERENCES change_log (provider_id, id)
);

CREATE TABLE change_subject (
    provider_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    change_id UUID NOT NULL,
    PRIMARY KEY (provider_id, subject_id, change_id),
    FOREIGN KEY (provider_id, change_id) REFERENCES change_log (provider_id, id)
);

INSERT INTO change_subject (provider_id, subject_id, change_id)
SELECT change_log.provider_id, change_log.entity_id, change_log.id
FROM change_log;
