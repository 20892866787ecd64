-- When and where badges open the door. The badges themselves are in Accounts, since renewing a way in takes them away.

CREATE TABLE badge_opening (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    group_id UUID NOT NULL,
    opener_id UUID NOT NULL,
    account_id UUID NOT NULL,
    opened_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, group_id) REFERENCES school_group (provider_id, id),
    FOREIGN KEY (provider_id, opener_id) REFERENCES person (provider_id, id)
);

CREATE INDEX badge_opening_group ON badge_opening (provider_id, group_id, ends_at);
CREATE INDEX badge_opening_age ON badge_opening (ends_at);

-- The code with which devices become the group's: one at a time, good for a few minutes.
CREATE TABLE class_device_code (
    provider_id UUID NOT NULL,
    group_id UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    account_id UUID NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, group_id),
    FOREIGN KEY (provider_id, group_id) REFERENCES school_group (provider_id, id)
);

CREATE UNIQUE INDEX class_device_code_hash ON class_device_code (code_hash, provider_id);

-- A browser that belongs to a group; one that several groups share has a row for each and one token.
CREATE TABLE class_device (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    group_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    browser TEXT NOT NULL,
    bound_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, group_id) REFERENCES school_group (provider_id, id)
);

CREATE UNIQUE INDEX class_device_token ON class_device (token_hash, provider_id, group_id);
CREATE INDEX class_device_group ON class_device (provider_id, group_id, ended_at);
CREATE INDEX class_device_age ON class_device (used_at);

CREATE TABLE badge_sign_in (
    provider_id UUID NOT NULL,
    id UUID NOT NULL,
    opening_id UUID NOT NULL,
    badge_id UUID NOT NULL,
    session_id UUID NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider_id, id),
    FOREIGN KEY (provider_id, opening_id) REFERENCES badge_opening (provider_id, id),
    FOREIGN KEY (provider_id, badge_id) REFERENCES badge (provider_id, id)
);

CREATE INDEX badge_sign_in_opening ON badge_sign_in (provider_id, opening_id);
CREATE INDEX badge_sign_in_badge ON badge_sign_in (provider_id, badge_id);
CREATE INDEX badge_sign_in_age ON badge_sign_in (happened_at);
