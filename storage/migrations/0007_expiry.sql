-- From when on a message that still waits makes no sense any more; it is then not sent. NULL: it always does.
ALTER TABLE outbox ADD COLUMN expires_at TEXT;
