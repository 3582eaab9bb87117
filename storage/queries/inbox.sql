-- name: inbox_put
-- short
INSERT INTO inbox (update_id, lane, payload, received_at, done_at, failure)
VALUES (:update_id, :lane, :payload, :now, NULL, NULL)
ON CONFLICT (update_id) DO NOTHING;

-- name: inbox_waiting
-- The oldest few of every lane, so that one full lane cannot hide the others.
SELECT update_id, lane FROM (
    SELECT update_id, lane, ROW_NUMBER() OVER (PARTITION BY lane ORDER BY update_id) AS place
    FROM inbox WHERE done_at IS NULL
) AS queued
WHERE place <= :per_lane ORDER BY place, update_id LIMIT :most;

-- name: inbox_payload
-- short
SELECT payload FROM inbox WHERE update_id = :update_id AND done_at IS NULL;

-- name: inbox_done
-- short
-- In a person's order, and only by the worker that took it up: another may have thought that one dead, or be ahead.
UPDATE inbox SET done_at = :now, payload = NULL
WHERE update_id = :update_id AND done_at IS NULL AND (worker IS NULL OR worker = :worker)
  AND NOT EXISTS (
      SELECT 1 FROM inbox AS earlier
      WHERE earlier.lane = inbox.lane AND earlier.update_id < inbox.update_id AND earlier.done_at IS NULL);

-- name: inbox_fail
UPDATE inbox SET failure = :failure WHERE update_id = :update_id;

-- name: inbox_forget
DELETE FROM inbox WHERE update_id IN (SELECT update_id FROM inbox WHERE done_at < :before LIMIT :most);

-- name: inbox_counted
SELECT COUNT(CASE WHEN done_at IS NULL THEN 1 END) AS waiting,
       COUNT(CASE WHEN failure IS NOT NULL THEN 1 END) AS failed
FROM inbox;

-- name: inbox_backlog
SELECT COUNT(*) AS waiting, MIN(received_at) AS oldest FROM inbox WHERE done_at IS NULL;
