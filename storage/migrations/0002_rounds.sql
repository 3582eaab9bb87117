-- Rounds, ratings, ballots, priorities; what the team makes of stories; concerns, calls and the audit record.
-- Sealed under the project's key: what the team writes. Sealed under a membership's key: what that person told.

-- Whether a conversation waits when it is left, and whether it can be opened again once it is over.
ALTER TABLE runs ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN reopens INTEGER NOT NULL DEFAULT 0;
UPDATE runs SET waits = 1 WHERE flow IN ('story', 'join', 'join_as_facilitator');
UPDATE runs SET reopens = 1 WHERE flow = 'story';
DROP INDEX runs_over;
CREATE INDEX runs_over ON runs (status, touched_at) WHERE reopens = 0;

-- A time-boxed ask. It is open until closes_at, then over; closed once its outcome stands. What time brings about is
-- not tried again before not_before, when it went wrong.
CREATE TABLE rounds (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    ask BYTEA NOT NULL,
    opened_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    remind_at TEXT,
    not_before TEXT,
    over_at TEXT,
    result BYTEA,
    outcome BYTEA,
    closed_at TEXT,
    UNIQUE (project_id, number)
);
CREATE INDEX rounds_to_remind ON rounds (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX rounds_to_end ON rounds (closes_at) WHERE over_at IS NULL;

-- What one person sent in a round of ratings; every version is kept, the highest counts.
CREATE TABLE ratings (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES rounds (id),
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    run_id TEXT NOT NULL REFERENCES runs (id),
    version BIGINT NOT NULL,
    content BYTEA NOT NULL,
    sent_at TEXT NOT NULL,
    UNIQUE (round_id, membership_id, version)
);
CREATE INDEX ratings_of_membership ON ratings (membership_id);
CREATE INDEX ratings_of_run ON ratings (run_id);

-- What an order is about: the round of a map, and which version or for whom. Its first file has the order's id.
ALTER TABLE orders ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE TABLE order_files (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE
);
CREATE INDEX order_files_of_order ON order_files (order_id);

-- One person, one ballot in a round, changed in place.
CREATE TABLE ballots (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES rounds (id),
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    run_id TEXT NOT NULL REFERENCES runs (id),
    content BYTEA NOT NULL,
    cast_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (round_id, membership_id)
);
CREATE INDEX ballots_of_membership ON ballots (membership_id);
CREATE INDEX ballots_of_run ON ballots (run_id);

-- The wording in which a story can leave the team; the story itself stays as it was told.
CREATE TABLE wordings (
    id TEXT PRIMARY KEY,
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    story_version BIGINT NOT NULL,
    reader_id TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    status TEXT NOT NULL,
    content BYTEA NOT NULL,
    offered_at TEXT NOT NULL,
    silence_ends_at TEXT,
    remind_at TEXT,
    answered_at TEXT,
    UNIQUE (story_id, number)
);
CREATE INDEX wordings_to_remind ON wordings (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX wordings_of_reader ON wordings (reader_id);
CREATE INDEX wordings_waiting ON wordings (status, silence_ends_at);

ALTER TABLE stories ADD COLUMN comes_first INTEGER NOT NULL DEFAULT 0;

CREATE TABLE themes (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    name BYTEA NOT NULL,
    merged_into TEXT REFERENCES themes (id),
    created_at TEXT NOT NULL,
    UNIQUE (project_id, number)
);

CREATE TABLE story_themes (
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    theme_id TEXT NOT NULL REFERENCES themes (id),
    PRIMARY KEY (story_id, theme_id)
);
CREATE INDEX story_themes_of_theme ON story_themes (theme_id);

-- The touchpoints that the team finds in a story, beside the one its teller chose.
CREATE TABLE story_touchpoints (
    story_id TEXT PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    touchpoints BYTEA NOT NULL
);

CREATE TABLE excerpts (
    id TEXT PRIMARY KEY,
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    wording_id TEXT NOT NULL REFERENCES wordings (id) ON DELETE CASCADE,
    theme_id TEXT REFERENCES themes (id),
    position BIGINT NOT NULL,
    content BYTEA NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX excerpts_of_story ON excerpts (story_id);
CREATE INDEX excerpts_of_wording ON excerpts (wording_id);
CREATE INDEX excerpts_of_theme ON excerpts (theme_id);

-- owner_id: whose key seals the words; none once they are the project's. proposer_id: who gets to hear of it.
-- voted_at: when it first stood in a vote; from then on its wording cannot be changed.
CREATE TABLE priorities (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    owner_id TEXT REFERENCES memberships (id) ON DELETE CASCADE,
    proposer_id TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    status TEXT NOT NULL,
    content BYTEA NOT NULL,
    merged_into TEXT REFERENCES priorities (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    voted_at TEXT,
    UNIQUE (project_id, number)
);
CREATE INDEX priorities_of_owner ON priorities (owner_id);
CREATE INDEX priorities_of_proposer ON priorities (proposer_id);
CREATE INDEX priorities_merged ON priorities (merged_into);

CREATE TABLE priority_stories (
    priority_id TEXT NOT NULL REFERENCES priorities (id) ON DELETE CASCADE,
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    PRIMARY KEY (priority_id, story_id)
);
CREATE INDEX priority_stories_of_story ON priority_stories (story_id);

-- The themes that a priority comes from, with all their stories as they stand.
CREATE TABLE priority_themes (
    priority_id TEXT NOT NULL REFERENCES priorities (id) ON DELETE CASCADE,
    theme_id TEXT NOT NULL REFERENCES themes (id),
    PRIMARY KEY (priority_id, theme_id)
);
CREATE INDEX priority_themes_of_theme ON priority_themes (theme_id);

-- A facilitator's worry about somebody's safety. It outlives the story that gave rise to it.
CREATE TABLE concerns (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    story_id TEXT REFERENCES stories (id) ON DELETE SET NULL,
    raised_by TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    content BYTEA NOT NULL,
    raised_at TEXT NOT NULL,
    seen_at TEXT,
    done_at TEXT,
    UNIQUE (project_id, number)
);
CREATE INDEX concerns_of_story ON concerns (story_id);
CREATE INDEX concerns_raised_by ON concerns (raised_by);

-- Somebody asks a person to get back to them: for help, or to complain.
CREATE TABLE calls (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    content BYTEA,
    made_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    taken_by TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    taken_at TEXT,
    done_at TEXT,
    UNIQUE (project_id, number)
);
CREATE INDEX calls_of_membership ON calls (membership_id);
CREATE INDEX calls_taken_by ON calls (taken_by);

-- Who did what about safety, complaints and rounds; never what somebody told.
CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL,
    content BYTEA NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (project_id, ordinal)
);

-- How many of a kind a project has had: a number is never given twice, also after an erasure.
CREATE TABLE given_numbers (
    project_id TEXT NOT NULL REFERENCES projects (id),
    kind TEXT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (project_id, kind)
);
