-- name: call_add
INSERT INTO calls (id, project_id, number, membership_id, kind, content, made_at, due_at)
VALUES (:id, :project_id, :number, :membership_id, :kind, NULL, :made_at, :due_at);

-- name: call_says
UPDATE calls SET content = :content WHERE id = :id;

-- name: call_take
-- By whoever saw who looked after it until now: of two at once, the second one has not.
UPDATE calls SET taken_by = :taken_by, taken_at = :now
WHERE id = :id AND COALESCE(taken_by, '') = :before AND done_at IS NULL;

-- name: call_done
UPDATE calls SET done_at = :now WHERE id = :id AND done_at IS NULL;

-- name: call_numbered
SELECT calls.id, calls.project_id, calls.number, calls.membership_id, calls.kind, calls.content, calls.made_at,
       calls.due_at, calls.taken_at, calls.done_at, taker.role AS taker_role, taker.number AS taker_number,
       caller.role, caller.number AS caller_number, caller.joined_at, caller.left_at, caller.participant_id,
       calls.taken_by
FROM calls JOIN memberships AS caller ON caller.id = calls.membership_id
LEFT JOIN memberships AS taker ON taker.id = calls.taken_by
WHERE calls.project_id = :project_id AND calls.number = :number;

-- name: calls_open
SELECT calls.id, calls.project_id, calls.number, calls.membership_id, calls.kind, calls.content, calls.made_at,
       calls.due_at, calls.taken_at, calls.done_at, taker.role AS taker_role, taker.number AS taker_number,
       caller.role, caller.number AS caller_number, caller.joined_at, caller.left_at, caller.participant_id,
       calls.taken_by
FROM calls JOIN memberships AS caller ON caller.id = calls.membership_id
LEFT JOIN memberships AS taker ON taker.id = calls.taken_by
WHERE calls.project_id = :project_id AND calls.done_at IS NULL ORDER BY calls.due_at, calls.number;

-- name: calls_of_membership
SELECT calls.id, calls.project_id, calls.number, calls.membership_id, calls.kind, calls.content, calls.made_at,
       calls.due_at, calls.taken_at, calls.done_at, taker.role AS taker_role, taker.number AS taker_number,
       caller.role, caller.number AS caller_number, caller.joined_at, caller.left_at, caller.participant_id,
       calls.taken_by
FROM calls JOIN memberships AS caller ON caller.id = calls.membership_id
LEFT JOIN memberships AS taker ON taker.id = calls.taken_by
WHERE calls.membership_id = :membership_id ORDER BY calls.number;

-- name: calls_pressing
-- Calls that are overdue, and concerns that nobody who looks after safety has seen.
SELECT (SELECT COUNT(*) FROM calls WHERE project_id = :project_id AND done_at IS NULL AND due_at < :now)
     + (SELECT COUNT(*) FROM concerns WHERE project_id = :project_id AND done_at IS NULL AND seen_at IS NULL)
    AS pressing;
