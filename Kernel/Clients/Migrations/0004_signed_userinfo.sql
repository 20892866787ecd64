-- How what a service is told of somebody is signed (OpenID Connect Core §5.3.2), beside its metadata: every question reads it.

ALTER TABLE client ADD COLUMN userinfo_algorithm TEXT;
