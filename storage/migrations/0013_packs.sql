-- Workshop packs that were made, and what of whom is in each, so that paper can be destroyed when somebody withdraws.

-- made_by: the facilitator who made it; NULL: by command, or somebody who is gone.
CREATE TABLE packs (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    made_by TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    made_at TEXT NOT NULL,
    destroy_by TEXT NOT NULL,
    destroyed_at TEXT,
    UNIQUE (project_id, number)
);

-- One thing of one person in a pack: all that is theirs in the tables, a quote on a card, a clip. code, sealed under the
-- project's key, is what stands on the paper, so it outlives whoever it is of: membership_id is NULL once they are erased,
-- and subject_id (an excerpt, a file) leads nowhere once that is gone. called_back_at: since when the team knows that it
-- has to go.
CREATE TABLE pack_pieces (
    id TEXT PRIMARY KEY,
    pack_id TEXT NOT NULL REFERENCES packs (id) ON DELETE CASCADE,
    membership_id TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    subject_id TEXT,
    code BYTEA NOT NULL,
    called_back_at TEXT
);
CREATE INDEX pack_pieces_of_pack ON pack_pieces (pack_id);
CREATE INDEX pack_pieces_of_membership ON pack_pieces (membership_id);

-- A quote in another language, as the team put it, sealed under its teller's key.
CREATE TABLE excerpt_translations (
    excerpt_id TEXT NOT NULL REFERENCES excerpts (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    content BYTEA NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (excerpt_id, language)
);
