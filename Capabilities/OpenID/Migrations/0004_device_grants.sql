-- A screen that somebody signed in by a code stands on a grant of its own, beside those of the browser's session.

ALTER TABLE client_grant ADD COLUMN is_device BOOLEAN;
