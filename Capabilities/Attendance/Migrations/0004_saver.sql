-- A teacher finds the registers saved in the last days, of lessons too that the timetable has no more.
CREATE INDEX register_saving_person ON register_saving (provider_id, person_id, day);
