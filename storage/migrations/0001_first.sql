-- The first shape. Columns named *_print hold keyed fingerprints; columns of type BYTEA that are not
-- fingerprints hold sealed bytes. Times are UTC, ISO-8601, with microseconds and a Z.

CREATE TABLE keys (
    owner TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    wrapped BYTEA NOT NULL
);

CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    key_print BYTEA NOT NULL UNIQUE,
    definition BYTEA NOT NULL,
    stories_told BIGINT NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

CREATE TABLE participants (
    id TEXT PRIMARY KEY,
    language TEXT NOT NULL,
    membership_id TEXT,
    created_at TEXT NOT NULL
);

CREATE TABLE addresses (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    external_print BYTEA NOT NULL UNIQUE,
    external_id BYTEA NOT NULL,
    unreachable_since TEXT,
    created_at TEXT NOT NULL
);
CREATE INDEX addresses_of_participant ON addresses (participant_id, channel, unreachable_since);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    role TEXT NOT NULL,
    token_print BYTEA NOT NULL UNIQUE,
    uses_left BIGINT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    created_at TEXT NOT NULL
);

CREATE TABLE memberships (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    participant_id TEXT NOT NULL REFERENCES participants (id),
    role TEXT NOT NULL,
    number BIGINT NOT NULL,
    needs BYTEA,
    invited_at TEXT NOT NULL,
    joined_at TEXT,
    left_at TEXT,
    UNIQUE (project_id, participant_id),
    UNIQUE (project_id, role, number)
);
CREATE INDEX memberships_of_participant ON memberships (participant_id);

-- How many people of a role a project has had: a number is never given twice, also after an erasure.
CREATE TABLE role_numbers (
    project_id TEXT NOT NULL REFERENCES projects (id),
    role TEXT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (project_id, role)
);

CREATE TABLE consents (
    id TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    given INTEGER NOT NULL,
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    words BYTEA NOT NULL,
    ordinal BIGINT NOT NULL,
    decided_at TEXT NOT NULL,
    UNIQUE (membership_id, ordinal)
);

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    flow TEXT NOT NULL,
    context BYTEA NOT NULL,
    status TEXT NOT NULL,
    turn BIGINT NOT NULL,
    mark TEXT,
    asked TEXT,
    started_at TEXT NOT NULL,
    touched_at TEXT NOT NULL
);
CREATE INDEX runs_of_participant ON runs (participant_id, status, turn);
CREATE INDEX runs_of_membership ON runs (membership_id);
CREATE INDEX runs_over ON runs (status, touched_at) WHERE flow <> 'story';
CREATE INDEX runs_asked ON runs (asked) WHERE asked IS NOT NULL;

CREATE TABLE answers (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    answer BYTEA NOT NULL,
    answered_at TEXT NOT NULL,
    PRIMARY KEY (run_id, name)
);

CREATE TABLE sources (
    message_print BYTEA PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    part TEXT NOT NULL
);
CREATE INDEX sources_of_run ON sources (run_id);

CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    run_id TEXT NOT NULL UNIQUE REFERENCES runs (id),
    number BIGINT NOT NULL,
    content BYTEA NOT NULL,
    version BIGINT NOT NULL,
    submitted_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    editable_until TEXT NOT NULL,
    reply_due_at TEXT NOT NULL,
    UNIQUE (project_id, number)
);
CREATE INDEX stories_of_membership ON stories (membership_id);

CREATE TABLE readings (
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (story_id, membership_id, version)
);
CREATE INDEX readings_of_membership ON readings (membership_id);

CREATE TABLE media (
    id TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    kind TEXT NOT NULL,
    file BYTEA,
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX media_due ON media (status, due_at);
CREATE INDEX media_of_run ON media (run_id);
CREATE INDEX media_of_membership ON media (membership_id);

CREATE TABLE inbox (
    update_id BIGINT PRIMARY KEY,
    lane BYTEA NOT NULL,
    payload BYTEA,
    received_at TEXT NOT NULL,
    done_at TEXT,
    failure TEXT
);
CREATE INDEX inbox_waiting ON inbox (lane, update_id) WHERE done_at IS NULL;
CREATE INDEX inbox_done ON inbox (done_at);

CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    ordinal BIGINT NOT NULL,
    participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    membership_id TEXT,
    priority INTEGER NOT NULL,
    message BYTEA,
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    settled_at TEXT,
    reference BYTEA
);
CREATE INDEX outbox_next ON outbox (priority, ordinal, participant_id, due_at) WHERE status = 'waiting';
CREATE INDEX outbox_of_participant ON outbox (participant_id, status, priority, ordinal);
CREATE INDEX outbox_order ON outbox (ordinal);
CREATE INDEX outbox_settled ON outbox (settled_at);

CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX orders_due ON orders (status, due_at);
CREATE INDEX orders_of_membership ON orders (membership_id);

CREATE TABLE discarded_blobs (
    blob TEXT PRIMARY KEY,
    discarded_at TEXT NOT NULL
);

CREATE TABLE erasures (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    what TEXT NOT NULL,
    counts TEXT NOT NULL,
    erased_at TEXT NOT NULL
);
