-- Who made an invitation, whether it was taken back, and whose sign-in it restores.

ALTER TABLE invitation ADD COLUMN created_by UUID;
ALTER TABLE invitation ADD COLUMN account_id UUID;
ALTER TABLE invitation ADD COLUMN revoked_at TIMESTAMPTZ;
