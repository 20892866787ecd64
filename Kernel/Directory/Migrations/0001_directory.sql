-- The register of providers, schools, people, groups and guardians. Every imported row keeps where it came from.

CREATE TABLE provider (
    id UUID NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    oid TEXT UNIQUE,
    business_id TEXT UNIQUE,
    name_fi TEXT NOT NULL,
    name_sv TEXT,
    name_en TEXT,
    municipality TEXT,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE organisation (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    parent_id UUID,
    kind TEXT NOT NULL CHECK (kind IN ('provider', 'department', 'school')),
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    oid TEXT,
    school_code TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    metadata JSONB,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, source, source_id),
    FOREIGN KEY (provider_id, parent_id) REFERENCES organisation (provider_id, id)
);

CREATE INDEX organisation_parent ON organisation (provider_id, parent_id);

CREATE TABLE academic_session (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    parent_id UUID,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    begins_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    school_year INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    metadata JSONB,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, source, source_id),
    CHECK (begins_on < ends_on),
    FOREIGN KEY (provider_id, parent_id) REFERENCES academic_session (provider_id, id)
);

CREATE TABLE person (
    provider_id UUID NOT NULL REFERENCES provider (id),
    id UUID NOT NULL,
    given_names TEXT NOT NULL,
    called_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    search_key TEXT NOT NULL,
    birth_date DATE,
    language TEXT,
    year_level TEXT,
    protected BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    metadata JSONB,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, source, source_id)
);

CREATE TABLE person_identifier (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    begins_on DATE,
    ends_on DATE,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, kind, value, person_id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE INDEX person_identifier_person ON person_identifier (provider_id, person_id);

CREATE TABLE contact (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'sms')),
    value TEXT NOT NULL,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, person_id, kind),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

CREATE TABLE role_assignment (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('pupil', 'teacher', 'guardian', 'principal', 'office', 'assistant', 'administrator')),
    is_primary BOOLEAN NOT NULL,
    begins_on DATE,
    ends_on DATE,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    metadata JSONB,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, source, source_id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id)
);

CREATE INDEX role_assignment_person ON role_assignment (provider_id, person_id);
CREATE INDEX role_assignment_organisation ON role_assignment (provider_id, organisation_id, role);

CREATE TABLE course (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    session_id UUID,
    title TEXT NOT NULL,
    code TEXT,
    subjects JSONB,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    metadata JSONB,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, source, source_id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, session_id) REFERENCES academic_session (provider_id, id)
);

CREATE TABLE school_group (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    course_id UUID,
    kind TEXT NOT NULL CHECK (kind IN ('homeroom', 'teaching')),
    title TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    code TEXT,
    location TEXT,
    year_levels JSONB,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    metadata JSONB,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, source, source_id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, course_id) REFERENCES course (provider_id, id)
);

CREATE INDEX school_group_organisation ON school_group (provider_id, organisation_id, sort_key);

CREATE TABLE group_session (
    provider_id UUID NOT NULL,
    group_id UUID NOT NULL,
    session_id UUID NOT NULL,
    PRIMARY KEY (provider_id, group_id, session_id),
    FOREIGN KEY (provider_id, group_id) REFERENCES school_group (provider_id, id),
    FOREIGN KEY (provider_id, session_id) REFERENCES academic_session (provider_id, id)
);

CREATE TABLE membership (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    group_id UUID NOT NULL,
    person_id UUID NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('pupil', 'teacher', 'assistant')),
    is_primary BOOLEAN NOT NULL,
    begins_on DATE,
    ends_on DATE,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    metadata JSONB,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, source, source_id),
    FOREIGN KEY (provider_id, group_id) REFERENCES school_group (provider_id, id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

-- Both hold all that the questions "who is in this group" and "in which groups is this person" need.
CREATE INDEX membership_group ON membership (provider_id, group_id, role, person_id, begins_on, ends_on, ended_at);
CREATE INDEX membership_person ON membership (provider_id, person_id, role, group_id, begins_on, ends_on, ended_at);

CREATE TABLE guardianship (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    guardian_id UUID NOT NULL,
    child_id UUID NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('full', 'limited', 'information')),
    kinds JSONB,
    begins_on DATE,
    ends_on DATE,
    evidence TEXT NOT NULL,
    granted_at TIMESTAMPTZ,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, source, source_id),
    FOREIGN KEY (provider_id, guardian_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, child_id) REFERENCES person (provider_id, id)
);

CREATE INDEX guardianship_guardian ON guardianship (provider_id, guardian_id);
CREATE INDEX guardianship_child ON guardianship (provider_id, child_id);

CREATE TABLE change_counter (
    provider_id UUID NOT NULL PRIMARY KEY REFERENCES provider (id),
    last_sequence BIGINT NOT NULL
);

CREATE TABLE change_feed (
    provider_id UUID NOT NULL REFERENCES provider (id),
    sequence BIGINT NOT NULL,
    entity TEXT NOT NULL,
    entity_id UUID NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('create', 'update', 'end')),
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, sequence)
);
