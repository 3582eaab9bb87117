-- name: schema_make
-- The list of migrations that this database has been through.
CREATE TABLE IF NOT EXISTS schema_migrations (
    number BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL
);

-- name: schema_applied
SELECT number, name, checksum FROM schema_migrations ORDER BY number;

-- name: schema_record
INSERT INTO schema_migrations (number, name, checksum, applied_at)
VALUES (:number, :name, :checksum, :applied_at);

-- name: schema_touch
-- SQLite writes nothing for a row that stays as it is: so it is changed, and changed back at once.
UPDATE schema_migrations SET applied_at = applied_at || ' ' WHERE number = 1;

-- name: schema_touch_back
UPDATE schema_migrations SET applied_at = TRIM(applied_at) WHERE number = 1;
