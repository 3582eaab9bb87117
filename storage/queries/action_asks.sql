-- name: action_ask_add
INSERT INTO action_asks (id, action_id, membership_id, turn, run_id, content, asked_at, answered_at)
VALUES (:id, :action_id, :membership_id, :turn, NULL, :content, :now, NULL)
ON CONFLICT (action_id, membership_id, turn) DO NOTHING;

-- name: action_ask_answer
UPDATE action_asks SET run_id = :run_id, content = :content, answered_at = :now WHERE id = :id;

-- name: action_ask_reword
UPDATE action_asks SET content = :content WHERE id = :id;

-- name: action_asks_of_membership
-- short
SELECT action_asks.id, action_asks.action_id, action_asks.membership_id, action_asks.turn, action_asks.run_id,
       action_asks.content, action_asks.asked_at, action_asks.answered_at, actions.project_id,
       actions.number AS action_number, memberships.role, memberships.number
FROM action_asks
JOIN actions ON actions.id = action_asks.action_id
JOIN memberships ON memberships.id = action_asks.membership_id
WHERE action_asks.membership_id = :membership_id
ORDER BY actions.number, action_asks.turn;

-- name: action_asks_of_action
-- Of people who take part today, also of those who asked for no more messages and let the team keep what they told.
SELECT action_asks.id, action_asks.action_id, action_asks.membership_id, action_asks.turn, action_asks.run_id,
       action_asks.content, action_asks.asked_at, action_asks.answered_at, actions.project_id,
       actions.number AS action_number, memberships.role, memberships.number
FROM action_asks
JOIN actions ON actions.id = action_asks.action_id
JOIN memberships ON memberships.id = action_asks.membership_id
WHERE action_asks.action_id = :action_id
  AND (SELECT given FROM consents WHERE consents.membership_id = memberships.id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1
ORDER BY action_asks.turn, memberships.role, memberships.number;

-- name: action_asks_counted
-- How many are asked each time that an action was done and can still answer, or have; and how many have.
SELECT action_asks.action_id, action_asks.turn, COUNT(*) AS asked, COUNT(action_asks.answered_at) AS answered
FROM action_asks
JOIN actions ON actions.id = action_asks.action_id
JOIN memberships ON memberships.id = action_asks.membership_id
WHERE actions.project_id = :project_id
  AND (memberships.left_at IS NULL OR action_asks.answered_at IS NOT NULL)
  AND (SELECT given FROM consents WHERE consents.membership_id = memberships.id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1
GROUP BY action_asks.action_id, action_asks.turn;
