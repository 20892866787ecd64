-- Finding groups by any part of a name over a whole provider, and groups in the order of their names. Names repeat from
-- school to school, so each is kept once, by its sort key.

CREATE TABLE group_name (
    provider_id UUID NOT NULL REFERENCES provider (id),
    sort_key TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (provider_id, sort_key, word)
);

CREATE INDEX group_name_word ON group_name (provider_id, word, sort_key);

-- Every ending of every word that is in a name.
CREATE TABLE group_name_part (
    provider_id UUID NOT NULL REFERENCES provider (id),
    part TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (provider_id, part, word)
);

-- The names that are here already, letter by letter as in 0002; the letters behind z stand for å, ä and ö.
INSERT INTO group_name (provider_id, sort_key, word)
SELECT DISTINCT found.provider_id, found.sort_key, found.word
FROM (
    WITH RECURSIVE cut (provider_id, sort_key, name, place, word) AS (
        SELECT named.provider_id, named.sort_key,
            replace(replace(replace(named.sort_key, '{', 'a'), '|', 'a'), '}', 'o') || ' ', 1,
            substr(named.sort_key, 1, 0)
        FROM (SELECT DISTINCT school_group.provider_id, school_group.sort_key FROM school_group) AS named
        UNION ALL
        SELECT cut.provider_id, cut.sort_key, cut.name, cut.place + 1,
            CASE WHEN substr(cut.name, cut.place, 1) = ' ' THEN substr(cut.name, 1, 0)
                ELSE cut.word || substr(cut.name, cut.place, 1) END
        FROM cut
        WHERE cut.place <= length(cut.name)
    )
    SELECT cut.provider_id, cut.sort_key, cut.word
    FROM cut
    WHERE substr(cut.name, cut.place, 1) = ' ' AND length(cut.word) > 0
) AS found;

INSERT INTO group_name_part (provider_id, part, word)
SELECT found.provider_id, found.part, found.word
FROM (
    WITH RECURSIVE cut (provider_id, part, word) AS (
        SELECT DISTINCT group_name.provider_id, group_name.word, group_name.word FROM group_name
        UNION ALL
        SELECT cut.provider_id, substr(cut.part, 2), cut.word FROM cut WHERE length(cut.part) > 1
    )
    SELECT cut.provider_id, cut.part, cut.word FROM cut
) AS found;

CREATE INDEX school_group_name ON school_group (provider_id, sort_key, id) WHERE ended_at IS NULL;
CREATE INDEX school_group_ended ON school_group (provider_id, sort_key, id) WHERE ended_at IS NOT NULL;
