-- Acts on what belongs to no provider: services, the keys that we sign with, and the tokens with which services come in.
-- Ids and names of fields only.

CREATE TABLE platform_change (
    id UUID NOT NULL PRIMARY KEY,
    changed_by TEXT NOT NULL CHECK (changed_by IN ('command', 'schedule', 'client')),
    action TEXT NOT NULL,
    client_id UUID,
    fields TEXT NOT NULL
);
