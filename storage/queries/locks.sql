-- name: lock_add
INSERT INTO locks (id, why, since) VALUES (:id, :why, :since);

-- name: lock_standing
SELECT id, why, since FROM locks WHERE ended_at IS NULL ORDER BY since LIMIT 1;

-- name: lock_end
UPDATE locks SET ended_at = :now, because = :because WHERE id = :id AND ended_at IS NULL;

-- name: quieten_outbox
-- What waited when the backup was made was most likely sent by the bot that is lost: nobody is told twice.
UPDATE outbox SET status = 'too_late', message = NULL, settled_at = :now WHERE status IN ('waiting', 'sending');

-- name: quieten_inbox
UPDATE inbox SET done_at = :now, payload = NULL WHERE done_at IS NULL;

-- name: quieten_orders
UPDATE orders SET status = 'failed', due_at = :now WHERE status = 'waiting';

-- name: quieten_rounds
UPDATE rounds SET remind_at = NULL WHERE remind_at <= :now;

-- name: quieten_wordings
-- Silence only counts for who was told, and nobody knows any more what a teller said meanwhile.
UPDATE wordings SET silence_ends_at = NULL, remind_at = NULL WHERE status = 'offered';

-- name: quieten_recipients
-- What should have gone out by now is on the menu of whoever it was for.
UPDATE update_recipients SET state = 'told_not'
WHERE state IN ('chosen', 'waits') AND update_id IN (SELECT updates.id FROM updates WHERE updates.send_at <= :now);

-- name: quieten_updates
UPDATE updates SET status = 'sent', sent_at = :now, not_before = NULL
WHERE status IN ('planned', 'sending') AND send_at <= :now;

-- name: quieten_notices
DELETE FROM notices WHERE from_at <= :now;

-- name: quieten_workers
-- Those that were at work when the backup was made are not at work here.
DELETE FROM workers;
