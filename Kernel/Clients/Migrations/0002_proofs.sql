-- Proofs of possession that clients have sent (RFC 9449): each counts once.

CREATE TABLE used_proof (
    proof_hash BYTEA NOT NULL PRIMARY KEY,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX used_proof_expiry ON used_proof (expires_at);
