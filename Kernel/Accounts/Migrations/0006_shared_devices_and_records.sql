-- Sessions on devices that many use, which end at a set time; and what happened to ways in, by provider.

ALTER TABLE session ADD COLUMN ends_at TIMESTAMPTZ;
ALTER TABLE session ADD COLUMN is_shared BOOLEAN;

CREATE INDEX session_due ON session (ends_at) WHERE ends_at IS NOT NULL AND ended_at IS NULL;

-- One row for each person record that the account stood for when it happened.
CREATE TABLE sign_in_record (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    account_id UUID NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    proof TEXT NOT NULL,
    browser TEXT NOT NULL,
    PRIMARY KEY (provider_id, id, person_id)
);

CREATE INDEX sign_in_record_person ON sign_in_record (provider_id, person_id, id);
CREATE INDEX sign_in_record_subject ON sign_in_record (provider_id, subject, id);
CREATE INDEX sign_in_record_age ON sign_in_record (happened_at);

INSERT INTO sign_in_record (provider_id, id, person_id, account_id, happened_at, kind, subject, proof, browser)
SELECT account_person.provider_id, sign_in_event.id, account_person.person_id, sign_in_event.account_id,
    sign_in_event.happened_at, sign_in_event.kind,
    CASE sign_in_event.kind WHEN 'sign-in' THEN 'sign-in' WHEN 'step-up' THEN 'confirmation'
        WHEN 'suspicious' THEN 'refused' ELSE 'method' END,
    sign_in_event.proof, sign_in_event.browser
FROM sign_in_event
JOIN account_person ON account_person.account_id = sign_in_event.account_id;
