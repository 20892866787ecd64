-- When two records of a teacher become one, what both gave is the one's.
CREATE INDEX homework_author ON homework (provider_id, author_id);
