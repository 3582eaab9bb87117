-- People who do not use the bot, and what a facilitator entered for them: spoken or on paper, never told by themselves.

-- A row stands here as long as its person has no address: nothing is sent to them. code: the word or number by which
-- the team finds them again, sealed under their own key; code_print: the same as a fingerprint within their project.
CREATE TABLE assisted_people (
    membership_id TEXT PRIMARY KEY REFERENCES memberships (id) ON DELETE CASCADE,
    code BYTEA NOT NULL,
    code_print BYTEA NOT NULL UNIQUE,
    entered_at TEXT NOT NULL
);

-- kind: consents, story, ratings, ballot or wording. subject_id: which one of these; empty for consents.
-- taken_on: the day on which the person gave it; entered_at: the moment of entering, and of consents the moment that
-- stands with them.
CREATE TABLE assisted_entries (
    id TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    how TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    entered_by TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    entered_at TEXT NOT NULL
);
CREATE INDEX assisted_entries_of_membership ON assisted_entries (membership_id, entered_at);
CREATE INDEX assisted_entries_of_subject ON assisted_entries (subject_id);
CREATE INDEX assisted_entries_by ON assisted_entries (entered_by);
