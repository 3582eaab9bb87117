-- name: outbox_add
-- short
INSERT INTO outbox (id, ordinal, participant_id, membership_id, priority, message, status, attempts, due_at,
                    queued_at, settled_at, reference, purpose, expires_at)
VALUES (:id, (SELECT COALESCE(MAX(others.ordinal), 0) + 1 FROM outbox AS others), :participant_id, :membership_id,
        :priority, :message, 'waiting', 0, :due_at, :now, NULL, NULL, :purpose, :expires_at);

-- name: outbox_heads
-- The first row of each person who can be reached, in the order in which they are to be sent. A row that
-- waits for later, or is under way, holds back those behind it, so that nobody hears things in the wrong order.
SELECT o.id, o.participant_id, o.priority, o.attempts, o.message, participants.language,
       addresses.id AS address_id, addresses.external_id, addresses.crowded_until,
       CASE WHEN o.membership_id IS NOT NULL AND (memberships.id IS NULL OR memberships.left_at IS NOT NULL)
            THEN 1 ELSE 0 END AS withdrawn,
       CASE WHEN o.expires_at <= :now THEN 1 ELSE 0 END AS too_late
FROM outbox AS o
JOIN participants ON participants.id = o.participant_id
JOIN addresses ON addresses.participant_id = o.participant_id
LEFT JOIN memberships ON memberships.id = o.membership_id
WHERE o.status = 'waiting' AND o.due_at <= :now
  AND addresses.channel = :channel AND addresses.unreachable_since IS NULL
  AND NOT EXISTS (
      SELECT 1 FROM outbox AS earlier
      WHERE earlier.status = 'waiting' AND earlier.participant_id = o.participant_id
        AND (earlier.priority < o.priority OR (earlier.priority = o.priority AND earlier.ordinal < o.ordinal)))
  AND NOT EXISTS (
      SELECT 1 FROM outbox AS under_way
      WHERE under_way.status = 'sending' AND under_way.participant_id = o.participant_id)
ORDER BY o.priority, o.ordinal LIMIT :most /* FOR UPDATE OF o SKIP LOCKED */;

-- name: outbox_of_address
-- short
SELECT o.id, o.participant_id, o.priority, o.attempts, o.message, participants.language,
       addresses.id AS address_id, addresses.external_id, addresses.crowded_until,
       CASE WHEN o.membership_id IS NOT NULL AND (memberships.id IS NULL OR memberships.left_at IS NOT NULL)
            THEN 1 ELSE 0 END AS withdrawn,
       CASE WHEN o.expires_at <= :now THEN 1 ELSE 0 END AS too_late
FROM outbox AS o
JOIN participants ON participants.id = o.participant_id
JOIN addresses ON addresses.id = :address_id
LEFT JOIN memberships ON memberships.id = o.membership_id
WHERE o.status = 'waiting' AND o.participant_id = :participant_id AND o.due_at <= :now
ORDER BY o.priority, o.ordinal LIMIT :most;

-- name: outbox_begin
-- short
UPDATE outbox SET status = 'sending', worker = :worker WHERE id = :id AND status = 'waiting';

-- name: outbox_settle
-- short
UPDATE outbox SET status = :status, message = NULL, settled_at = :now, reference = :reference
WHERE id = :id AND status IN ('waiting', 'sending')
RETURNING purpose;

-- name: outbox_postpone
-- short
UPDATE outbox SET status = 'waiting', attempts = :attempts, due_at = :due_at
WHERE id = :id AND status IN ('waiting', 'sending');

-- name: outbox_put_aside
-- What waits for somebody who is away is not looked at before they are back.
UPDATE outbox SET due_at = :away
WHERE participant_id = :participant_id AND status = 'waiting' AND priority > :priority;

-- name: outbox_brought_back
UPDATE outbox SET due_at = :now
WHERE status = 'waiting' AND due_at = :away
  AND participant_id = (SELECT addresses.participant_id FROM addresses WHERE addresses.id = :address_id);

-- name: outbox_backlog
-- How many messages of a priority wait to be sent now, counted no further than is asked for.
SELECT COUNT(*) AS rows FROM (
    SELECT o.id FROM outbox AS o
    WHERE o.status = 'waiting' AND o.priority = :priority AND o.due_at <= :now
    LIMIT :most
) AS counted;

-- name: outbox_due
-- What is to be sent by now and is not, by priority. Whoever is away is not waited for: theirs is due much later.
SELECT priority, COUNT(*) AS waiting, MIN(due_at) AS oldest
FROM outbox WHERE status = 'waiting' AND due_at <= :now GROUP BY priority;

-- name: outbox_refer
-- short
UPDATE outbox SET reference = :reference WHERE id = :id AND status = 'delivered';

-- name: outbox_reference
-- short
SELECT reference FROM outbox WHERE id = :id;

-- name: outbox_give_up
UPDATE outbox SET status = 'unreachable', message = NULL, settled_at = :now
WHERE participant_id = :participant_id AND priority <= :priority AND status IN ('waiting', 'sending');

-- name: outbox_withdraw
UPDATE outbox SET status = 'withdrawn', message = NULL, settled_at = :now
WHERE membership_id = :membership_id AND status = 'waiting';

-- name: outbox_withdraw_unasked
UPDATE outbox SET status = 'withdrawn', message = NULL, settled_at = :now
WHERE membership_id = :membership_id AND priority >= :priority AND status = 'waiting';

-- name: outbox_held
-- A message that waits. Who takes it up at the same moment waits here for what becomes of it.
UPDATE outbox SET attempts = attempts WHERE id = :id AND status = 'waiting' RETURNING message;

-- name: outbox_reword
UPDATE outbox SET message = :message WHERE id = :id AND status = 'waiting';

-- name: outbox_wanted
-- short
SELECT CASE WHEN o.expires_at <= :now THEN 1 ELSE 0 END AS too_late
FROM outbox AS o
LEFT JOIN memberships ON memberships.id = o.membership_id
WHERE o.id = :id AND o.status IN ('waiting', 'sending')
  AND (o.membership_id IS NULL OR (memberships.id IS NOT NULL AND memberships.left_at IS NULL));

-- name: outbox_expire
-- Words that wait for somebody who does not come back are not kept for longer than they make sense.
UPDATE outbox SET status = 'too_late', message = NULL, settled_at = :now
WHERE status = 'waiting' AND id IN (
    SELECT late.id FROM outbox AS late WHERE late.status = 'waiting' AND late.expires_at <= :now LIMIT :most);

-- name: outbox_recover
-- What was under way with a worker that is gone, or with this one, which begins.
UPDATE outbox SET status = 'waiting', attempts = attempts + 1
WHERE status = 'sending'
  AND (worker IS NULL OR worker = :worker OR worker NOT IN (SELECT workers.id FROM workers));

-- name: outbox_next_due
SELECT MIN(due_at) AS due_at FROM outbox WHERE status = 'waiting';

-- name: outbox_counted
SELECT status, COUNT(*) AS rows FROM outbox GROUP BY status ORDER BY status;

-- name: outbox_put_off
-- What waits on purpose: for the end of the quiet hours, or for somebody who cannot be reached to come back.
SELECT COUNT(*) AS rows FROM outbox AS o
WHERE o.status = 'waiting' AND ((o.attempts = 0 AND o.due_at > :now) OR NOT EXISTS (
    SELECT 1 FROM addresses WHERE addresses.participant_id = o.participant_id AND addresses.unreachable_since IS NULL));

-- name: outbox_old
-- A question that still stands on somebody's screen is kept, so that its buttons can be taken off one day; and an
-- update that somebody reads there, so that it can be corrected.
SELECT outbox.id FROM outbox
WHERE settled_at < :before AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.asked = outbox.id)
  AND NOT EXISTS (SELECT 1 FROM update_recipients WHERE update_recipients.shown_id = outbox.id)
LIMIT :most;

-- name: outbox_forget
DELETE FROM outbox
WHERE id IN (SELECT key FROM json_each(:ids)) AND settled_at < :before
  AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.asked = outbox.id)
  AND NOT EXISTS (SELECT 1 FROM update_recipients WHERE update_recipients.shown_id = outbox.id);
