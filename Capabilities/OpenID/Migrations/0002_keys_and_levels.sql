-- The key of the client that a code or a refresh token is worth nothing without (RFC 9449 §5, §10).

ALTER TABLE authorization_code ADD COLUMN key_thumbprint TEXT;
ALTER TABLE refresh_token ADD COLUMN key_thumbprint TEXT;

-- How whoever is behind a grant had signed in when the code was given (OIDC Core §2, acr and amr).

ALTER TABLE client_grant ADD COLUMN level TEXT;
ALTER TABLE client_grant ADD COLUMN methods TEXT;
