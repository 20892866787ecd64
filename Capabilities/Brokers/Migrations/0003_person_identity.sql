-- What logins showed of identity codes stands beside what the register says of them.
INSERT INTO person_identity (provider_id, person_id, source, code_hash, known_at)
SELECT provider_id, person_id, 'login', code_hash, known_at
FROM known_identity;

DROP TABLE known_identity;
