-- Whether the lesson was the saver's own, and not one of a single day as a substitute or a correction as principal. When an
-- import has removed the lesson, its register stays with whose it was. Of what was saved before nobody knows: it opens nothing.
ALTER TABLE register_saving ADD COLUMN is_own BOOLEAN NOT NULL DEFAULT FALSE;
