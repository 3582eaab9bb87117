-- What the team answered by voice, and how often an action was put down anew.

-- A recording of the team in an exchange: first where the facilitator's own file is (source), then kept in a file of
-- this row's id, sealed under the key of the membership whose exchange it is.
CREATE TABLE spoken_answers (
    id TEXT PRIMARY KEY,
    exchange_id TEXT NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE,
    source TEXT,
    source_membership TEXT,
    file BYTEA,
    status TEXT NOT NULL,
    due_at TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE INDEX spoken_answers_of_exchange ON spoken_answers (exchange_id);
CREATE INDEX spoken_answers_due ON spoken_answers (status, due_at);

-- version counts every change, so that of two at once the second one is not made on what it has not seen. changed_at
-- is when the last step was taken.
ALTER TABLE actions ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
