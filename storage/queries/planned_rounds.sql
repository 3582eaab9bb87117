-- name: planned_round_add
INSERT INTO planned_rounds (id, project_id, content, planned_at, opens_at)
VALUES (:id, :project_id, :content, :now, :opens_at);

-- name: planned_round_by_id
SELECT id, project_id, content, planned_at, opens_at FROM planned_rounds WHERE id = :id;

-- name: planned_rounds_of_project
SELECT id, project_id, content, planned_at, opens_at FROM planned_rounds
WHERE project_id = :project_id ORDER BY opens_at, id;

-- name: planned_rounds_due
SELECT id FROM planned_rounds WHERE opens_at <= :now ORDER BY opens_at;

-- name: planned_rounds_next_due
SELECT MIN(opens_at) AS opens_at FROM planned_rounds;

-- name: planned_round_hold
-- Whoever opens it and whoever puts it off wait for one another here; nothing changes. None once it is put off.
UPDATE planned_rounds SET opens_at = opens_at WHERE id = :id AND opens_at <= :now;

-- name: planned_round_change
UPDATE planned_rounds SET content = :content, opens_at = :opens_at WHERE id = :id;

-- name: planned_round_put_off
UPDATE planned_rounds SET opens_at = :opens_at WHERE id = :id;

-- name: planned_round_remove
DELETE FROM planned_rounds WHERE id = :id;

-- name: planned_rounds_remove
DELETE FROM planned_rounds WHERE project_id = :project_id;
