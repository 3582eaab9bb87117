-- name: spoken_add
INSERT INTO spoken_answers (id, exchange_id, source, source_membership, file, status, due_at, made_at)
VALUES (:id, :exchange_id, :source, :source_membership, NULL, 'waiting', :now, :now);

-- name: spoken_take
-- Only once its source has arrived, or never will. The next attempt is set before the file is touched.
UPDATE spoken_answers SET due_at = :again_at
WHERE status = 'waiting' AND due_at <= :now AND id IN (
    SELECT due.id FROM spoken_answers AS due
    WHERE due.status = 'waiting' AND due.due_at <= :now
      AND NOT EXISTS (SELECT 1 FROM media WHERE media.id = due.source AND media.status = 'waiting')
    ORDER BY due.due_at LIMIT :at_most /* FOR UPDATE SKIP LOCKED */
)
RETURNING id, source, source_membership,
    (SELECT exchanges.project_id FROM exchanges WHERE exchanges.id = spoken_answers.exchange_id) AS project_id,
    (SELECT exchanges.membership_id FROM exchanges WHERE exchanges.id = spoken_answers.exchange_id) AS membership_id,
    (SELECT exchanges.number FROM exchanges WHERE exchanges.id = spoken_answers.exchange_id) AS number;

-- name: spoken_next_due
SELECT MIN(due_at) AS due_at FROM spoken_answers
WHERE status = 'waiting'
  AND NOT EXISTS (SELECT 1 FROM media WHERE media.id = spoken_answers.source AND media.status = 'waiting');

-- name: spoken_keep
UPDATE spoken_answers SET status = 'kept', file = :file, source = NULL, source_membership = NULL
WHERE id = :id AND status = 'waiting';

-- name: spoken_remove
DELETE FROM spoken_answers WHERE id = :id;

-- name: spoken_of_membership
SELECT spoken_answers.id, spoken_answers.status, spoken_answers.file
FROM spoken_answers JOIN exchanges ON exchanges.id = spoken_answers.exchange_id
WHERE exchanges.membership_id = :membership_id ORDER BY spoken_answers.made_at, spoken_answers.id;
