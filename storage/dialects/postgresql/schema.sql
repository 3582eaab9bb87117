-- name: schema_exists
SELECT count(to_regclass('schema_migrations')) AS found;

-- name: schema_lock
-- Two programs that start at once must not both migrate; held to the end of the transaction.
SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(7205759403)) AS held;
