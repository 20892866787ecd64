-- How often the entries of a pupil have changed: it grows in the same transaction, so what was worked out of them may be
-- remembered for as long as it stands still. Without a row it is nought.
CREATE TABLE attendance_revision (
    provider_id UUID NOT NULL,
    person_id UUID NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (provider_id, person_id),
    FOREIGN KEY (provider_id, person_id) REFERENCES person (provider_id, id)
);

-- All that sums of absences need, of the entries that speak.
CREATE INDEX attendance_entry_sum ON attendance_entry (provider_id, person_id, day, begins, class, ends, lunch) WHERE superseded_at IS NULL AND class IS NOT NULL;

-- What homes are asked.
CREATE INDEX attendance_entry_unexplained ON attendance_entry (provider_id, person_id, day, begins) WHERE superseded_at IS NULL AND class = 'unexplained';
