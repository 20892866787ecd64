-- Whom else a change concerned.

CREATE INDEX change_subject_change ON change_subject (provider_id, change_id);
