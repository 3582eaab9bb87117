-- name: schema_exists
SELECT count(*) AS found FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations';

-- name: schema_lock
-- A transaction that writes is alone in SQLite from its beginning.
SELECT 1 AS locked;
