-- The processes that share the work on one database, and what each of them has taken up. ``share`` is how many
-- messages a second it may send, ``place`` the number of the lock that its connection holds while it lives, ``bot_print``
-- a keyed fingerprint of the bot's token.
CREATE TABLE workers (
    id TEXT PRIMARY KEY,
    place BIGINT NOT NULL,
    bot_print BYTEA NOT NULL,
    share BIGINT NOT NULL,
    alive_until TEXT NOT NULL,
    paused_until TEXT,
    started_at TEXT NOT NULL
);

-- Who works off an update, and who sends a message.
ALTER TABLE inbox ADD COLUMN worker TEXT;
ALTER TABLE outbox ADD COLUMN worker TEXT;
CREATE INDEX outbox_under_way ON outbox (participant_id) WHERE status = 'sending';

-- When the chat of somebody who was sent much may be sent a burst again, for whoever writes to them next.
ALTER TABLE addresses ADD COLUMN crowded_until TEXT;
