-- Where a service begins to sign somebody in (OpenID Connect Core §4), with its name: desktops show both.

ALTER TABLE client ADD COLUMN starts_at TEXT;
ALTER TABLE client ADD COLUMN title TEXT;
