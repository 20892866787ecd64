-- Two records that may be of one person, kept up to date as names are; and what somebody has said of two records.

CREATE TABLE likely_pair (
    provider_id UUID NOT NULL,
    first_id UUID NOT NULL,
    second_id UUID NOT NULL,
    ground TEXT NOT NULL CHECK (ground IN ('identity', 'nameAndBirth', 'nameAndContact', 'likeNameAndBirth', 'name')),
    rank INTEGER NOT NULL,
    PRIMARY KEY (provider_id, first_id, second_id),
    CHECK (first_id < second_id),
    FOREIGN KEY (provider_id, first_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, second_id) REFERENCES person (provider_id, id)
);

CREATE INDEX likely_pair_second ON likely_pair (provider_id, second_id);
CREATE INDEX likely_pair_rank ON likely_pair (provider_id, rank, first_id, second_id);

-- These are two people, whatever they have in common.
CREATE TABLE distinct_pair (
    provider_id UUID NOT NULL,
    first_id UUID NOT NULL,
    second_id UUID NOT NULL,
    account_id UUID NOT NULL,
    said_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, first_id, second_id),
    CHECK (first_id < second_id),
    FOREIGN KEY (provider_id, first_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, second_id) REFERENCES person (provider_id, id)
);

CREATE INDEX distinct_pair_said ON distinct_pair (provider_id, said_at, first_id, second_id);

-- Who was born on the same day and has nearly the same name stands side by side.
DROP INDEX person_birth;
CREATE INDEX person_birth_name ON person (provider_id, birth_date, sort_key, id);

-- The pairs of those who are here already, as far as the engines can compare; names that are merely alike are found
-- when one of them is written next.
INSERT INTO likely_pair (provider_id, first_id, second_id, ground, rank)
SELECT found.provider_id, found.first_id, found.second_id,
    CASE MIN(found.rank) WHEN 1 THEN 'identity' WHEN 2 THEN 'nameAndBirth' ELSE 'name' END, MIN(found.rank)
FROM (
    SELECT one.provider_id, one.person_id AS first_id, other.person_id AS second_id, 1 AS rank
    FROM person_identifier AS one
    JOIN person_identifier AS other ON other.provider_id = one.provider_id AND other.kind = one.kind
        AND other.value = one.value AND one.person_id < other.person_id
    JOIN person ON person.provider_id = one.provider_id AND person.id = one.person_id AND person.ended_at IS NULL
    JOIN person AS second ON second.provider_id = other.provider_id AND second.id = other.person_id
        AND second.ended_at IS NULL
    WHERE one.kind <> 'teacher_code'
    UNION ALL
    SELECT one.provider_id, one.id, other.id, 2
    FROM person AS one
    JOIN person AS other ON other.provider_id = one.provider_id AND other.birth_date = one.birth_date
        AND other.sort_key = one.sort_key AND one.id < other.id
    WHERE one.ended_at IS NULL AND other.ended_at IS NULL
    UNION ALL
    SELECT one.provider_id, one.id, other.id, 5
    FROM (
        SELECT person.provider_id, person.sort_key FROM person WHERE person.ended_at IS NULL
        GROUP BY person.provider_id, person.sort_key HAVING COUNT(*) BETWEEN 2 AND 3
    ) AS rare
    JOIN person AS one ON one.provider_id = rare.provider_id AND one.sort_key = rare.sort_key AND one.ended_at IS NULL
    JOIN person AS other ON other.provider_id = rare.provider_id AND other.sort_key = rare.sort_key
        AND other.ended_at IS NULL AND one.id < other.id
    WHERE one.birth_date IS NULL OR other.birth_date IS NULL
) AS found
GROUP BY found.provider_id, found.first_id, found.second_id;
