-- What became of what people told, and how often each of them wants to be messaged.

-- number: of the story, suggestion or priority; detail: which theme or story it is about, 0 where there is none.
-- told_at: when its teller was told that there is news; seen_at: when they read it.
CREATE TABLE news (
    id TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    detail BIGINT NOT NULL,
    happened_at TEXT NOT NULL,
    told_at TEXT,
    seen_at TEXT
);
CREATE UNIQUE INDEX news_unseen ON news (membership_id, kind, number, detail) WHERE seen_at IS NULL;
CREATE INDEX news_of_membership ON news (membership_id);

-- Nobody stands here who has chosen nothing and was never told a thing unasked.
CREATE TABLE messaging (
    membership_id TEXT PRIMARY KEY REFERENCES memberships (id) ON DELETE CASCADE,
    frequency TEXT NOT NULL,
    paused_until TEXT,
    told_at TEXT
);

-- What is to be told unasked and waits for its time. A newer one on the same subject takes its place. purpose: whether
-- it tells somebody something, or asks for something.
CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    about TEXT NOT NULL,
    purpose TEXT NOT NULL,
    content BYTEA NOT NULL,
    from_at TEXT NOT NULL,
    until_at TEXT,
    due_at TEXT NOT NULL,
    UNIQUE (membership_id, subject)
);
CREATE INDEX notices_due ON notices (due_at);
