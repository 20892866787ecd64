-- The key of the client that a code or a refresh token is worth nothing without (RFC 9449 §5, §10).

ALTER TABLE authorization_code ADD COLUMN key_thumbprint TEXT;
ALTER TABLE refresh_token ADD COLUMN key_thumbprint TEXT;
