-- Packages may hold identity codes, so what is kept of them is closed by the seal. What came before stays as it is.
ALTER TABLE roster_run_chunk ADD COLUMN is_sealed BOOLEAN;
