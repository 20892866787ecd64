-- Whose services have to hear that a session has ended.

CREATE INDEX session_end ON session (ended_at);
