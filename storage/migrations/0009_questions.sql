-- Questions to the team, its replies to stories, and “this is not what I meant”: what is said to and fro.
-- Sealed under the key of the membership that it is about: the asker's words and the team's answers to them.

-- A number is shared by all kinds in a project. waits_since and due_at are set while the team owes an answer;
-- version counts every change, so that nobody answers what has changed since they read it. notice: the message that
-- says that there is an answer, so that it does not go out after the answer was read.
CREATE TABLE exchanges (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    about_kind TEXT,
    about_number BIGINT,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    named BIGINT NOT NULL,
    content BYTEA NOT NULL,
    version BIGINT NOT NULL,
    made_at TEXT NOT NULL,
    waits_since TEXT,
    due_at TEXT,
    answered_at TEXT,
    seen_at TEXT,
    closed_at TEXT,
    notice TEXT,
    UNIQUE (project_id, number)
);
CREATE INDEX exchanges_of_membership ON exchanges (membership_id);
CREATE INDEX exchanges_waiting ON exchanges (project_id, waits_since) WHERE waits_since IS NOT NULL;

-- The first name by which somebody wants to be called, if they gave one.
CREATE TABLE first_names (
    membership_id TEXT PRIMARY KEY REFERENCES memberships (id) ON DELETE CASCADE,
    name BYTEA NOT NULL
);
