-- What people who take part were told and asked, counted on the day on which it was delivered: rows of the outbox are
-- forgotten after a while. purpose: 'word' tells somebody something, 'ask' asks for something; nothing in answers to
-- what somebody pressed.
ALTER TABLE outbox ADD COLUMN purpose TEXT;

CREATE TABLE words_told (
    project_id TEXT NOT NULL REFERENCES projects (id),
    day TEXT NOT NULL,
    purpose TEXT NOT NULL,
    messages BIGINT NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (project_id, day, purpose)
);
