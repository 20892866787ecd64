-- The schools of a provider by name, for lists to choose from.

CREATE INDEX organisation_kind ON organisation (provider_id, kind, sort_key);
