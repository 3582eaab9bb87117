-- Actions, what they come from, and what those whose stories led to them say of the difference they made.
-- Sealed under the project's key: what the team writes. Sealed under a membership's key: what that person told.

-- owner_id: a participant who was asked to look after it; theirs once owner_agreed_at stands, the service's otherwise.
CREATE TABLE actions (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    scale TEXT NOT NULL,
    status TEXT NOT NULL,
    content BYTEA NOT NULL,
    owner_id TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    owner_asked_at TEXT,
    owner_agreed_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (project_id, number)
);
CREATE INDEX actions_of_owner ON actions (owner_id);

CREATE TABLE action_priorities (
    action_id TEXT NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
    priority_id TEXT NOT NULL REFERENCES priorities (id) ON DELETE CASCADE,
    PRIMARY KEY (action_id, priority_id)
);
CREATE INDEX action_priorities_of_priority ON action_priorities (priority_id);

-- The stories that led to an action by themselves, beside those of its priorities.
CREATE TABLE action_stories (
    action_id TEXT NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    PRIMARY KEY (action_id, story_id)
);
CREATE INDEX action_stories_of_story ON action_stories (story_id);

-- Who is asked whether an action made a difference, each time that it was done (turn); answers change in place.
CREATE TABLE action_asks (
    id TEXT PRIMARY KEY,
    action_id TEXT NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    turn BIGINT NOT NULL,
    run_id TEXT REFERENCES runs (id),
    content BYTEA NOT NULL,
    asked_at TEXT NOT NULL,
    answered_at TEXT,
    UNIQUE (action_id, membership_id, turn)
);
CREATE INDEX action_asks_of_membership ON action_asks (membership_id);
CREATE INDEX action_asks_of_run ON action_asks (run_id);
