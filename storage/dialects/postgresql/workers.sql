-- name: workers_lock
-- One says that it is there after the other, so that the shares they take never add up to more than there is.
SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(7205759404)) AS held;

-- name: workers_leave
-- Those whose lock nobody holds any more, and those that were silent for too long.
DELETE FROM workers
WHERE id <> :id AND (
    CAST(alive_until AS TIMESTAMPTZ) < clock_timestamp()
    OR NOT EXISTS (
        SELECT 1 FROM pg_locks
        WHERE pg_locks.locktype = 'advisory' AND pg_locks.granted AND pg_locks.objsubid = 2
          AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND CAST(pg_locks.classid AS BIGINT) = :lock AND CAST(pg_locks.objid AS BIGINT) = workers.place));

-- name: workers_others
SELECT bot_print, share, started_at < :started_at OR (started_at = :started_at AND id < :id) AS before,
       CAST(GREATEST(0, EXTRACT(EPOCH FROM CAST(paused_until AS TIMESTAMPTZ) - clock_timestamp()) * 1000) AS BIGINT)
           AS pause
FROM workers WHERE id <> :id;

-- name: worker_beats
INSERT INTO workers (id, place, bot_print, share, alive_until, paused_until, started_at)
VALUES (:id, :place, :bot_print, :share,
        to_char((clock_timestamp() + CAST(:lease AS BIGINT) * INTERVAL '1 millisecond') AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        to_char((clock_timestamp() + CAST(:pause AS BIGINT) * INTERVAL '1 millisecond') AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        :started_at)
ON CONFLICT (id) DO UPDATE SET place = excluded.place, share = excluded.share, alive_until = excluded.alive_until,
                               paused_until = excluded.paused_until;

-- name: worker_leaves
DELETE FROM workers WHERE id = :id;

-- name: worker_place
-- Held by the connection of this worker until it ends.
SELECT 1 AS held FROM (SELECT pg_advisory_lock(CAST(:lock AS INTEGER), CAST(:place AS INTEGER))) AS locked;

-- name: worker_leads
SELECT CAST(pg_try_advisory_lock(7205759405) AS INTEGER) AS leads;

-- name: worker_rings
SELECT 1 AS rung FROM (SELECT pg_notify('in_the_room', :message)) AS told;
