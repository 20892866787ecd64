-- Who applied for the leave that a notice of origin leave tells of: of two guardians of whom one is protected neither learns
-- of the other's. Of other notices it is the author who tells.
ALTER TABLE absence_notice ADD COLUMN applicant_id UUID;
