-- name: files_discard
INSERT INTO discarded_blobs (blob, discarded_at)
SELECT id, :now FROM media WHERE membership_id = :membership_id
UNION ALL
SELECT spoken_answers.id, :now FROM spoken_answers JOIN exchanges ON exchanges.id = spoken_answers.exchange_id
WHERE exchanges.membership_id = :membership_id
UNION ALL
SELECT id, :now FROM orders WHERE membership_id = :membership_id
UNION ALL
SELECT order_files.id, :now FROM order_files JOIN orders ON orders.id = order_files.order_id
WHERE orders.membership_id = :membership_id
ON CONFLICT (blob) DO NOTHING;

-- name: message_take_back
-- A message that has not gone out yet does not go out.
UPDATE outbox SET status = 'withdrawn', message = NULL, settled_at = :now WHERE id = :id AND status = 'waiting';

-- name: team_answers_forget
DELETE FROM answers WHERE run_id IN (
    SELECT runs.id FROM runs JOIN memberships ON memberships.id = runs.membership_id
    WHERE memberships.project_id = :project_id AND memberships.role IN ('facilitator', 'safeguarding')
      AND runs.flow = :flow
);

-- name: membership_remove
DELETE FROM memberships WHERE id = :id;

-- name: project_concerns_remove
DELETE FROM concerns WHERE project_id = :project_id;

-- name: project_actions_remove
DELETE FROM actions WHERE project_id = :project_id;

-- name: project_priorities_remove
DELETE FROM priorities WHERE project_id = :project_id;

-- name: project_themes_part
UPDATE themes SET merged_into = NULL WHERE project_id = :project_id;

-- name: project_themes_remove
DELETE FROM themes WHERE project_id = :project_id;

-- name: project_rounds_remove
DELETE FROM rounds WHERE project_id = :project_id;

-- name: project_audit_remove
DELETE FROM audit WHERE project_id = :project_id;

-- name: project_job_slots_remove
DELETE FROM job_slots WHERE project_id = :project_id;

-- name: membership_other
SELECT id FROM memberships WHERE participant_id = :participant_id AND joined_at IS NOT NULL AND left_at IS NULL
ORDER BY invited_at LIMIT 1;

-- name: erasure_add
INSERT INTO erasures (id, project_id, what, counts, erased_at)
VALUES (:id, :project_id, :what, :counts, :erased_at);

-- name: memberships_of_project
SELECT id, participant_id FROM memberships WHERE project_id = :project_id;
