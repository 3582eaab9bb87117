-- name: update_add
INSERT INTO updates (id, project_id, number, content, blob, blob_kept, status, send_at, made_at, changed_at)
VALUES (:id, :project_id, :number, :content, :blob, :blob_kept, 'planned', :send_at, :now, :now);

-- name: update_by_id
SELECT id, project_id, number, content, blob, blob_kept, status, send_at, slice_at, made_at, changed_at, sent_at
FROM updates WHERE id = :id;

-- name: update_numbered
SELECT id, project_id, number, content, blob, blob_kept, status, send_at, slice_at, made_at, changed_at, sent_at
FROM updates WHERE project_id = :project_id AND number = :number;

-- name: updates_of_project
SELECT id, project_id, number, content, blob, blob_kept, status, send_at, slice_at, made_at, changed_at, sent_at
FROM updates WHERE project_id = :project_id ORDER BY number;

-- name: updates_for_membership
-- short
-- What somebody can read, the newest first: not before it goes out, and not what was taken back.
SELECT updates.id, updates.project_id, updates.number, updates.content, updates.blob, updates.blob_kept, updates.status,
       updates.send_at, updates.slice_at, updates.made_at, updates.changed_at, updates.sent_at
FROM update_recipients JOIN updates ON updates.id = update_recipients.update_id
WHERE update_recipients.membership_id = :membership_id AND updates.status IN ('sending', 'sent')
ORDER BY updates.number DESC LIMIT :most;

-- name: update_change
UPDATE updates SET content = :content, changed_at = :now
WHERE id = :id AND changed_at = :seen_at AND status <> 'cancelled';

-- name: update_begins
-- First of all that is done, so that who takes it back at the same moment waits.
UPDATE updates SET status = 'sending' WHERE id = :id AND status IN ('planned', 'sending');

-- name: update_goes_out_at
UPDATE updates SET send_at = :send_at, not_before = NULL WHERE id = :id AND status = 'planned';

-- name: update_sliced
UPDATE updates SET slice_at = :now WHERE id = :id;

-- name: update_ends
UPDATE updates SET status = 'sent', sent_at = :now WHERE id = :id AND status = 'sending';

-- name: update_hold
-- Whoever hands the last of it over at this moment is waited for, so that what follows sees what became of it.
UPDATE updates SET status = status WHERE id = :id;

-- name: update_cancel
-- Also when all of it was handed over, while somebody is still to get it: who chose to hear later, or is away.
UPDATE updates SET status = 'cancelled', sent_at = :now
WHERE id = :id AND (status IN ('planned', 'sending') OR (status = 'sent' AND EXISTS (
    SELECT 1 FROM update_recipients AS r LEFT JOIN outbox ON outbox.id = r.outbox_id
    WHERE r.update_id = updates.id AND r.opened_at IS NULL
      AND ((r.state = 'queued' AND outbox.status = 'waiting') OR (r.state = 'waits' AND EXISTS (
          SELECT 1 FROM notices WHERE notices.membership_id = r.membership_id
          AND notices.subject = 'update ' || r.update_id))))));

-- name: update_put_off
UPDATE updates SET not_before = :until WHERE id = :id;

-- name: update_blob_kept
UPDATE updates SET blob_kept = 1 WHERE id = :id AND blob IS NOT NULL;

-- name: updates_due
SELECT id FROM updates
WHERE (not_before IS NULL OR not_before <= :now)
  AND ((status IN ('planned', 'sending') AND send_at <= :now)
       OR id IN (SELECT update_id FROM update_recipients WHERE stale = 1))
ORDER BY send_at;

-- name: updates_due_counted
SELECT COUNT(*) AS updates FROM updates
WHERE (not_before IS NULL OR not_before <= :soon)
  AND ((status IN ('planned', 'sending') AND send_at <= :now)
       OR id IN (SELECT update_id FROM update_recipients WHERE stale = 1));

-- name: updates_next_due
SELECT MIN(CASE WHEN not_before > send_at THEN not_before ELSE send_at END) AS due_at
FROM updates
WHERE status IN ('planned', 'sending') OR id IN (SELECT update_id FROM update_recipients WHERE stale = 1);

-- name: project_updates_remove
DELETE FROM updates WHERE project_id = :project_id;

-- name: update_blobs_discard
INSERT INTO discarded_blobs (blob, discarded_at)
SELECT blob, CAST(:now AS TEXT) FROM updates WHERE project_id = :project_id AND blob IS NOT NULL
ON CONFLICT (blob) DO NOTHING;
