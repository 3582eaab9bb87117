-- name: order_add
-- Once at a time for each kind and what it is about; what is not a person's own for facilitators alone.
INSERT INTO orders (id, membership_id, kind, about, status, attempts, due_at, created_at)
SELECT :id, memberships.id, CAST(:kind AS TEXT), CAST(:about AS TEXT), 'waiting', 0,
       CAST(:now AS TEXT), CAST(:now AS TEXT)
FROM memberships
WHERE memberships.id = :membership_id AND memberships.joined_at IS NOT NULL
  AND (CAST(:kind AS TEXT) IN ('my_data', 'my_map') OR (memberships.role = 'facilitator' AND memberships.left_at IS NULL))
  AND NOT EXISTS (
      SELECT 1 FROM orders AS others
      WHERE others.membership_id = :membership_id AND others.kind = CAST(:kind AS TEXT)
        AND others.about = CAST(:about AS TEXT) AND others.status = 'waiting'
  );

-- name: orders_take
-- Counted before the work begins, as with files.
UPDATE orders SET attempts = attempts + 1, due_at = :again_at
WHERE status = 'waiting' AND due_at <= :now AND id IN (
    SELECT due.id FROM orders AS due WHERE due.status = 'waiting' AND due.due_at <= :now
    ORDER BY due.due_at LIMIT :at_most /* FOR UPDATE SKIP LOCKED */
)
RETURNING id, membership_id, kind, about, attempts,
    (SELECT memberships.project_id FROM memberships WHERE memberships.id = orders.membership_id) AS project_id;

-- name: orders_next_due
SELECT MIN(due_at) AS due_at FROM orders WHERE status = 'waiting';

-- name: order_postpone
UPDATE orders SET due_at = :due_at WHERE id = :id AND status = 'waiting';

-- name: order_settle
UPDATE orders SET status = :status, due_at = :due_at WHERE id = :id AND status = 'waiting';

-- name: order_customer
-- Who ordered, as things stand now; nobody who may no longer have it.
SELECT memberships.participant_id, memberships.role, memberships.left_at, participants.language
FROM orders JOIN memberships ON memberships.id = orders.membership_id
JOIN participants ON participants.id = memberships.participant_id
WHERE orders.id = :id AND orders.status = 'waiting' AND memberships.joined_at IS NOT NULL;

-- name: orders_let_go
-- Delivered for certain: its day is over and nothing waits for that person any more.
UPDATE orders SET status = 'over'
WHERE status = 'done' AND due_at <= :now AND NOT EXISTS (
    SELECT 1 FROM memberships JOIN outbox ON outbox.participant_id = memberships.participant_id
    WHERE memberships.id = orders.membership_id AND outbox.status IN ('waiting', 'sending')
);

-- name: order_file_add
INSERT INTO order_files (id, order_id) VALUES (:id, :order_id) ON CONFLICT (id) DO NOTHING;

-- name: orders_withdraw
-- What somebody who leaves has asked for is not made any more.
UPDATE orders SET status = 'failed', due_at = :now WHERE membership_id = :membership_id AND status = 'waiting';

-- name: orders_forget
DELETE FROM orders WHERE status IN ('over', 'failed') AND due_at < :before;
