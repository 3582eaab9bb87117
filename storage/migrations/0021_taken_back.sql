-- What was erased or withdrawn, so that it can be done again after an older backup was restored; and whether this
-- database may be used.

-- about: the random id of the membership, exchange, suggestion, wording or invitation that it was done to, which may be
-- gone; detail: which consent item, how often. A file outside of the database follows these rows.
CREATE TABLE taken_back (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    detail TEXT NOT NULL,
    at TEXT NOT NULL
);

-- why: restored (from a backup, and what was taken back since is not done again yet) or moved (to another database).
-- While one stands that has not ended, nothing opens this database. because, sealed under the house's key: why the operator
-- ended it without a file of what was taken back.
CREATE TABLE locks (
    id TEXT PRIMARY KEY,
    why TEXT NOT NULL,
    since TEXT NOT NULL,
    ended_at TEXT,
    because BYTEA
);
