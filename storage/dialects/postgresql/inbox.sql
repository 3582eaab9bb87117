-- name: inbox_take
-- The oldest few of every lane whose first is nobody else's: free, taken already by this worker, or by one that is
-- gone. Where another is at work on the first, the lane is left to that one.
WITH firsts AS (
    SELECT DISTINCT ON (lane) update_id FROM inbox WHERE done_at IS NULL ORDER BY lane, update_id
), lanes AS (
    SELECT first.lane FROM inbox AS first
    WHERE first.update_id IN (SELECT update_id FROM firsts) AND first.done_at IS NULL
      AND (first.worker IS NULL OR first.worker = :worker OR first.worker NOT IN (SELECT workers.id FROM workers))
    ORDER BY first.update_id LIMIT :lanes FOR UPDATE OF first SKIP LOCKED
), queued AS (
    SELECT update_id, lane, ROW_NUMBER() OVER (PARTITION BY lane ORDER BY update_id) AS place
    FROM inbox WHERE done_at IS NULL AND lane IN (SELECT lane FROM lanes)
), taken AS (
    UPDATE inbox SET worker = :worker
    WHERE done_at IS NULL AND worker IS DISTINCT FROM :worker
      AND update_id IN (SELECT update_id FROM queued WHERE place <= :per_lane)
)
SELECT update_id, lane FROM queued WHERE place <= :per_lane ORDER BY place, update_id;
