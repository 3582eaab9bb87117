-- name: round_add
INSERT INTO rounds (id, project_id, number, kind, ask, opened_at, closes_at, remind_at)
VALUES (:id, :project_id, :number, :kind, :ask, :opened_at, :closes_at, :remind_at);

-- name: round_by_id
-- short
SELECT id, project_id, number, kind, ask, opened_at, closes_at, remind_at, over_at, result, outcome, closed_at
FROM rounds WHERE id = :id;

-- name: round_numbered
SELECT id, project_id, number, kind, ask, opened_at, closes_at, remind_at, over_at, result, outcome, closed_at
FROM rounds WHERE project_id = :project_id AND number = :number;

-- name: rounds_of_project
-- short
SELECT id, project_id, number, kind, ask, opened_at, closes_at, remind_at, over_at, result, outcome, closed_at
FROM rounds WHERE project_id = :project_id ORDER BY number;

-- name: rounds_open
-- short
SELECT id, project_id, number, kind, ask, opened_at, closes_at, remind_at, over_at, result, outcome, closed_at
FROM rounds WHERE project_id = :project_id AND closes_at > :now ORDER BY number;

-- name: rounds_due
-- What ends goes first: a round that is over reminds nobody.
SELECT id FROM rounds
WHERE ((over_at IS NULL AND closes_at <= :now) OR remind_at <= :now OR calls IS NOT NULL)
  AND (not_before IS NULL OR not_before <= :now)
ORDER BY closes_at;

-- name: rounds_due_counted
SELECT COUNT(*) AS rounds FROM rounds
WHERE ((over_at IS NULL AND closes_at <= :now) OR remind_at <= :now OR calls IS NOT NULL)
  AND (not_before IS NULL OR not_before <= :now);

-- name: rounds_next_due
SELECT MIN(due_at) AS due_at FROM (
    SELECT CASE WHEN not_before > remind_at THEN not_before ELSE remind_at END AS due_at
    FROM rounds WHERE remind_at IS NOT NULL
    UNION ALL
    SELECT CASE WHEN not_before > closes_at THEN not_before ELSE closes_at END AS due_at
    FROM rounds WHERE over_at IS NULL
    UNION ALL
    SELECT CASE WHEN not_before > opened_at THEN not_before ELSE opened_at END AS due_at
    FROM rounds WHERE calls IS NOT NULL
) AS due;

-- name: round_put_off
UPDATE rounds SET not_before = :until WHERE id = :id;

-- name: round_reminds_later
UPDATE rounds SET remind_at = :remind_at WHERE id = :id AND remind_at IS NOT NULL;

-- name: round_reminded
UPDATE rounds SET remind_at = NULL WHERE id = :id AND remind_at IS NOT NULL;

-- name: round_ends_now
-- It stops taking answers at once; it is told to be over like any other.
UPDATE rounds SET closes_at = :now, remind_at = NULL WHERE id = :id AND closes_at > :now;

-- name: round_hold
-- Whoever answers and whoever counts wait for one another here; nothing changes. None once the round is counted.
UPDATE rounds SET over_at = NULL WHERE id = :id AND over_at IS NULL;

-- name: round_is_over
UPDATE rounds SET over_at = :now, remind_at = NULL, so_far = NULL, calls = NULL, called_up_to = NULL, result = :result
WHERE id = :id AND over_at IS NULL;

-- name: round_close
UPDATE rounds SET outcome = :outcome, closed_at = :now
WHERE id = :id AND over_at IS NOT NULL AND closed_at IS NULL;

-- name: round_so_far
SELECT so_far FROM rounds WHERE id = :id;

-- name: round_keep_so_far
UPDATE rounds SET so_far = :so_far WHERE id = :id AND over_at IS NULL;

-- name: round_call
UPDATE rounds SET calls = :calls, called_up_to = '' WHERE id = :id;

-- name: round_calls
-- short
SELECT calls, called_up_to FROM rounds WHERE id = :id AND calls IS NOT NULL;

-- name: round_called
-- Only by whoever knows how far it was: two who call the same people wait for one another here, and one of them calls.
UPDATE rounds SET called_up_to = :up_to WHERE id = :id AND calls = :calls AND called_up_to = :since;

-- name: round_has_called
UPDATE rounds SET calls = NULL, called_up_to = NULL WHERE id = :id AND calls = :calls AND called_up_to = :since;
