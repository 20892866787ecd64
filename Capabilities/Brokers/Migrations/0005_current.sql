-- An administrator's list has those of the own municipality that have not ended, in the order in which they were connected.

CREATE INDEX identity_provider_current ON identity_provider (provider_id, ended_at, created_at, id);
