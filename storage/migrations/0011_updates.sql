-- Updates: what the team tells to many at once, to whom, and what came back.

-- content is sealed under the project's key. blob: the name of its file, sealed under the same key; blob_kept once
-- it lies in its place. What time brings about is not tried again before not_before, when it went wrong. slice_at: when
-- the last of its messages were handed to the outbox.
CREATE TABLE updates (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    content BYTEA NOT NULL,
    blob TEXT,
    blob_kept INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL,
    send_at TEXT NOT NULL,
    not_before TEXT,
    slice_at TEXT,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    sent_at TEXT,
    UNIQUE (project_id, number)
);
CREATE INDEX updates_going_out ON updates (send_at) WHERE status IN ('planned', 'sending');

-- Frozen when the update is made. state: chosen, waits (its notice waits for when they want to hear things), queued (it
-- is outbox_id), told_not (they may not be told unasked and find it on their menu), or what became of the notice, once
-- the outbox forgets it. shown_id: the message in which they last read it; stale: it does not show the words of today.
CREATE TABLE update_recipients (
    update_id TEXT NOT NULL REFERENCES updates (id) ON DELETE CASCADE,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    outbox_id TEXT,
    shown_id TEXT,
    stale INTEGER NOT NULL DEFAULT 0,
    opened_at TEXT,
    reaction TEXT,
    PRIMARY KEY (update_id, membership_id)
);
CREATE INDEX update_recipients_of_membership ON update_recipients (membership_id);
CREATE INDEX update_recipients_chosen ON update_recipients (update_id, membership_id) WHERE state = 'chosen';
CREATE INDEX update_recipients_queued ON update_recipients (update_id, outbox_id) WHERE state = 'queued';
CREATE INDEX update_recipients_stale ON update_recipients (update_id, membership_id) WHERE stale = 1;
CREATE INDEX update_recipients_shown ON update_recipients (shown_id) WHERE shown_id IS NOT NULL;

-- What somebody answers to an update, sealed under their own key, and since when the team has seen it.
CREATE TABLE update_replies (
    id TEXT PRIMARY KEY,
    update_id TEXT NOT NULL REFERENCES updates (id) ON DELETE CASCADE,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    run_id TEXT NOT NULL REFERENCES runs (id),
    content BYTEA NOT NULL,
    made_at TEXT NOT NULL,
    seen_at TEXT
);
CREATE INDEX update_replies_of_update ON update_replies (update_id, made_at);
CREATE INDEX update_replies_of_membership ON update_replies (membership_id);
CREATE INDEX update_replies_of_run ON update_replies (run_id);
