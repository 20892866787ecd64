-- Leave for longer than a notice covers is applied for and decided (Basic Education Act 35 §). A decision is never edited:
-- a new one replaces it, and both stay.

-- Up to how many school days the class's own teacher decides, and where a claim for a revised decision is sent.
CREATE TABLE leave_rule (
    provider_id UUID NOT NULL PRIMARY KEY REFERENCES provider (id),
    teacher_days INTEGER NOT NULL CHECK (teacher_days BETWEEN 0 AND 366),
    authority_fi TEXT NOT NULL,
    authority_sv TEXT NOT NULL,
    address_fi TEXT NOT NULL,
    address_sv TEXT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    account_id UUID
);

-- The language in which a school writes its decisions; Finnish when nobody has said.
CREATE TABLE leave_school (
    provider_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('fi', 'sv')),
    PRIMARY KEY (provider_id, organisation_id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id)
);

-- school_days are counted by the school's calendar on the day of applying; the class is the one of that day too.
CREATE TABLE leave_application (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    homeroom TEXT,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    school_days INTEGER NOT NULL CHECK (school_days > 0),
    reason TEXT NOT NULL,
    decider TEXT NOT NULL CHECK (decider IN ('teacher', 'principal')),
    account_id UUID NOT NULL,
    applicant_id UUID NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'withdrawn', 'decided')),
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, id),
    CHECK (first_day <= last_day),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, organisation_id) REFERENCES organisation (provider_id, id),
    FOREIGN KEY (provider_id, applicant_id) REFERENCES person (provider_id, id)
);

CREATE INDEX leave_application_person ON leave_application (provider_id, person_id, state, changed_at);
CREATE INDEX leave_application_organisation ON leave_application (provider_id, organisation_id, state, changed_at);

-- The last number that a provider has given to a decision of a year.
CREATE TABLE leave_number (
    provider_id UUID NOT NULL REFERENCES provider (id),
    year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    PRIMARY KEY (provider_id, year)
);

-- particulars: everything the paper says of names and places, as it was when the decision was made.
CREATE TABLE leave_decision (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    application_id UUID NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('granted', 'partly', 'refused')),
    first_day DATE,
    last_day DATE,
    school_days INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('fi', 'sv')),
    particulars JSONB NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL,
    account_id UUID NOT NULL,
    decider_id UUID NOT NULL,
    decider_role TEXT NOT NULL CHECK (decider_role IN ('teacher', 'principal')),
    notice_id UUID,
    replaces_id UUID,
    superseded_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    UNIQUE (provider_id, year, number),
    CHECK ((outcome = 'refused') = (first_day IS NULL)),
    CHECK ((first_day IS NULL) = (last_day IS NULL)),
    CHECK (outcome = 'granted' OR reasons <> ''),
    FOREIGN KEY (provider_id, application_id) REFERENCES leave_application (provider_id, id),
    FOREIGN KEY (provider_id, decider_id) REFERENCES person (provider_id, id),
    FOREIGN KEY (provider_id, notice_id) REFERENCES absence_notice (provider_id, id),
    FOREIGN KEY (provider_id, replaces_id) REFERENCES leave_decision (provider_id, id)
);

CREATE INDEX leave_decision_application ON leave_decision (provider_id, application_id, decided_at);
CREATE UNIQUE INDEX leave_decision_present ON leave_decision (provider_id, application_id) WHERE superseded_at IS NULL;

-- Who has marked a decision as read, and when.
CREATE TABLE leave_receipt (
    provider_id UUID NOT NULL,
    decision_id UUID NOT NULL,
    account_id UUID NOT NULL,
    read_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, decision_id, account_id),
    FOREIGN KEY (provider_id, decision_id) REFERENCES leave_decision (provider_id, id)
);
