-- name: update_reply_add
INSERT INTO update_replies (id, update_id, membership_id, run_id, content, made_at)
VALUES (:id, :update_id, :membership_id, :run_id, :content, :now);

-- name: update_replies_of
-- In the order in which they came.
SELECT update_replies.id, update_replies.membership_id, update_replies.content,
       update_replies.made_at, update_replies.seen_at, memberships.project_id, memberships.role, memberships.number AS teller_number,
       updates.number AS update_number
FROM update_replies
JOIN memberships ON memberships.id = update_replies.membership_id
JOIN updates ON updates.id = update_replies.update_id
WHERE update_replies.update_id = :update_id ORDER BY update_replies.made_at, update_replies.id;

-- name: update_replies_of_membership
SELECT update_replies.id, update_replies.membership_id, update_replies.content,
       update_replies.made_at, update_replies.seen_at, memberships.project_id, memberships.role, memberships.number AS teller_number,
       updates.number AS update_number
FROM update_replies
JOIN memberships ON memberships.id = update_replies.membership_id
JOIN updates ON updates.id = update_replies.update_id
WHERE update_replies.membership_id = :membership_id ORDER BY update_replies.made_at, update_replies.id;

-- name: update_reply_reword
UPDATE update_replies SET content = :content WHERE id = :id;

-- name: update_reply_remove
DELETE FROM update_replies WHERE id = :id;

-- name: update_replies_seen
UPDATE update_replies SET seen_at = :now WHERE update_id = :update_id AND seen_at IS NULL;

-- name: update_replies_unseen
SELECT updates.id AS update_id, COUNT(*) AS replies FROM update_replies
JOIN updates ON updates.id = update_replies.update_id
WHERE updates.project_id = :project_id AND update_replies.seen_at IS NULL GROUP BY updates.id;
