-- name: media_add
INSERT INTO media (id, membership_id, run_id, part, kind, file, status, attempts, due_at, created_at)
VALUES (:id, :membership_id, :run_id, :part, :kind, :file, 'waiting', 0, :now, :now)
ON CONFLICT (id) DO NOTHING;

-- name: media_take
-- The attempt is counted and the next one set before the file is touched: a file that ends the process
-- comes up less and less, and two workers never take the same one.
UPDATE media SET attempts = attempts + 1, due_at = :again_at
WHERE status = 'waiting' AND due_at <= :now AND id IN (
    SELECT due.id FROM media AS due WHERE due.status = 'waiting' AND due.due_at <= :now
    ORDER BY due.due_at LIMIT :at_most /* FOR UPDATE SKIP LOCKED */
)
RETURNING id, membership_id, part, kind, file, attempts, created_at,
    (SELECT memberships.project_id FROM memberships WHERE memberships.id = media.membership_id) AS project_id;

-- name: media_next_due
SELECT MIN(due_at) AS due_at FROM media WHERE status = 'waiting';

-- name: media_postpone
UPDATE media SET due_at = :due_at, attempts = attempts - :uncounted WHERE id = :id AND status = 'waiting';

-- name: media_settle
UPDATE media SET status = :status, file = :file WHERE id = :id AND status = 'waiting';

-- name: media_exists
SELECT id FROM media WHERE id = :id;

-- name: media_file
SELECT id, file FROM media WHERE id = :id;

-- name: media_forget
DELETE FROM media WHERE id = :id;

-- name: media_of_membership
SELECT id, kind, status, file FROM media WHERE membership_id = :membership_id ORDER BY created_at, id;

-- name: media_of_run
SELECT id FROM media WHERE run_id = :run_id;

-- name: media_counted
SELECT COUNT(*) AS files FROM media WHERE membership_id = :membership_id;

-- name: media_teller
-- Whom to tell about a file: nobody who left; of somebody who has no address, whoever entered for them last.
SELECT CASE WHEN assisted_people.membership_id IS NULL THEN memberships.participant_id ELSE (
    SELECT enterer.participant_id FROM assisted_entries
    JOIN memberships AS enterer ON enterer.id = assisted_entries.entered_by AND enterer.left_at IS NULL
    WHERE assisted_entries.membership_id = memberships.id
    ORDER BY assisted_entries.entered_at DESC LIMIT 1) END AS participant_id
FROM memberships LEFT JOIN assisted_people ON assisted_people.membership_id = memberships.id
WHERE memberships.id = :membership_id AND memberships.left_at IS NULL;

-- name: blobs_needed
-- Files that wait or are kept, orders that are being worked on or may not have arrived yet, pictures of updates,
-- what the team said.
SELECT id FROM media WHERE status IN ('waiting', 'kept')
UNION ALL
SELECT id FROM orders WHERE status IN ('waiting', 'done')
UNION ALL
SELECT order_files.id FROM order_files JOIN orders ON orders.id = order_files.order_id
WHERE orders.status IN ('waiting', 'done')
UNION ALL
SELECT blob FROM updates WHERE blob IS NOT NULL
UNION ALL
SELECT id FROM spoken_answers
UNION ALL
SELECT blob FROM workshop_photos;

-- name: blobs_discarded
SELECT blob FROM discarded_blobs;

-- name: blob_discard
INSERT INTO discarded_blobs (blob, discarded_at) VALUES (:blob, :now) ON CONFLICT (blob) DO NOTHING;

-- name: blob_gone
DELETE FROM discarded_blobs WHERE blob = :blob;
