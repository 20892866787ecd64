-- Devices that ask to be signed in (RFC 8628). Both codes are stored hashed.
CREATE TABLE device_request (
    device_hash BYTEA NOT NULL PRIMARY KEY,
    user_code_hash BYTEA NOT NULL UNIQUE,
    client_id UUID NOT NULL REFERENCES client (id),
    scope TEXT NOT NULL,
    interval_seconds BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    polled_at TIMESTAMPTZ,
    answered_at TIMESTAMPTZ,
    grant_id UUID REFERENCES client_grant (id),
    redeemed_at TIMESTAMPTZ
);

CREATE INDEX device_request_expiry ON device_request (expires_at);
CREATE INDEX device_request_grant ON device_request (grant_id);
