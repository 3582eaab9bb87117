-- Voting sheets that were filled in on paper, typed in by a facilitator: a role, a vote, and nobody's name.

-- number: written on the sheet by hand when it is typed in, counted within its round and never given again; a sheet
-- that is taken out is removed. content: the vote and its reason, sealed under the project's key, since it is of nobody
-- that the bot knows. entered_by: NULL once that facilitator is gone.
CREATE TABLE paper_ballots (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    role TEXT NOT NULL,
    content BYTEA NOT NULL,
    entered_by TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    entered_at TEXT NOT NULL,
    UNIQUE (round_id, number)
);
CREATE INDEX paper_ballots_by ON paper_ballots (entered_by);
