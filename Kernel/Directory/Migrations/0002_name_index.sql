-- Finding people by any part of a name, and people in the order of their names, however many there are.

-- Every ending of every word that is in a name: whoever looks for "pelto" begins at "pelto" and finds "peltonen".
CREATE TABLE name_part (
    provider_id UUID NOT NULL REFERENCES provider (id),
    part TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (provider_id, part, word)
);

CREATE TABLE person_word (
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (provider_id, person_id, word),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX person_word_word ON person_word (provider_id, word, person_id);

-- The words of people that are here already, letter by letter: the engines share no function that finds a space.
INSERT INTO person_word (provider_id, person_id, word)
SELECT DISTINCT found.provider_id, found.id, found.word
FROM (
    WITH RECURSIVE cut (provider_id, id, name, place, word) AS (
        SELECT person.provider_id, person.id, person.search_key || ' ', 1, substr(person.search_key, 1, 0)
        FROM person
        UNION ALL
        SELECT cut.provider_id, cut.id, cut.name, cut.place + 1,
            CASE WHEN substr(cut.name, cut.place, 1) = ' ' THEN substr(cut.name, 1, 0)
                ELSE cut.word || substr(cut.name, cut.place, 1) END
        FROM cut
        WHERE cut.place <= length(cut.name)
    )
    SELECT cut.provider_id, cut.id, cut.word
    FROM cut
    WHERE substr(cut.name, cut.place, 1) = ' ' AND length(cut.word) > 0
) AS found;

INSERT INTO name_part (provider_id, part, word)
SELECT found.provider_id, found.part, found.word
FROM (
    WITH RECURSIVE cut (provider_id, part, word) AS (
        SELECT DISTINCT person_word.provider_id, person_word.word, person_word.word FROM person_word
        UNION ALL
        SELECT cut.provider_id, substr(cut.part, 2), cut.word FROM cut WHERE length(cut.part) > 1
    )
    SELECT cut.provider_id, cut.part, cut.word FROM cut
) AS found;

CREATE INDEX person_sort ON person (provider_id, sort_key, id) WHERE ended_at IS NULL;
CREATE INDEX person_ended ON person (provider_id, sort_key, id) WHERE ended_at IS NOT NULL;
CREATE INDEX person_birth ON person (provider_id, birth_date);
