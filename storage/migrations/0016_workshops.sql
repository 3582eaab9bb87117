-- Workshops: what happened and was decided in the room, and what people say to it who were not there.

-- content is sealed under the project's key. update_id: the update that brings it to people. Until closes_at people may
-- say what they think; result, sealed under the same key, is what they said in figures, counted once when that is over.
CREATE TABLE workshops (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    update_id TEXT NOT NULL UNIQUE REFERENCES updates (id) ON DELETE CASCADE,
    content BYTEA NOT NULL,
    result BYTEA,
    made_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    closed_at TEXT,
    UNIQUE (project_id, number)
);
CREATE INDEX workshops_to_close ON workshops (closes_at) WHERE closed_at IS NULL;

-- Photos of the wall, in order; blob is the name of the file, kept once it lies in its place.
CREATE TABLE workshop_photos (
    blob TEXT PRIMARY KEY,
    workshop_id TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kept INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX workshop_photos_of_workshop ON workshop_photos (workshop_id, position);

-- What somebody says to a workshop, sealed under their own key; was_there: that they were in the room.
CREATE TABLE workshop_answers (
    id TEXT PRIMARY KEY,
    workshop_id TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    was_there INTEGER NOT NULL,
    content BYTEA NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    seen_at TEXT,
    UNIQUE (workshop_id, membership_id)
);
CREATE INDEX workshop_answers_of_membership ON workshop_answers (membership_id);
