-- What a round still has to tell its people, a slice of them at a time: that it is open, its reminder or its outcome, and
-- the last one, by the order of their ids, who has been told. Both NULL: nobody is left to be told.
ALTER TABLE rounds ADD COLUMN calls TEXT CHECK (calls IN ('opening', 'reminder', 'outcome'));
ALTER TABLE rounds ADD COLUMN called_up_to TEXT;
CREATE INDEX rounds_to_call ON rounds (opened_at) WHERE calls IS NOT NULL;
CREATE INDEX memberships_in_order ON memberships (project_id, id);
