-- The people of each organisation in the order of their names: who has or has had a role there, and the guardians of
-- those, so that a page of them begins where it begins, however many there are elsewhere.

CREATE TABLE person_place (
    provider_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    sort_key TEXT NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (provider_id, organisation_id, sort_key, person_id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX person_place_person ON person_place (provider_id, person_id, organisation_id);

INSERT INTO person_place (provider_id, organisation_id, sort_key, person_id)
SELECT role.provider_id, role.organisation_id, person.sort_key, person.id
FROM role_assignment AS role
JOIN person ON person.provider_id = role.provider_id AND person.id = role.person_id
UNION
SELECT role.provider_id, role.organisation_id, person.sort_key, person.id
FROM guardianship
JOIN role_assignment AS role ON role.provider_id = guardianship.provider_id AND role.person_id = guardianship.child_id
JOIN person ON person.provider_id = guardianship.provider_id AND person.id = guardianship.guardian_id;
