-- name: number_give
INSERT INTO given_numbers (project_id, kind, given) VALUES (:project_id, :kind, 1)
ON CONFLICT (project_id, kind) DO UPDATE SET given = given_numbers.given + 1
RETURNING given;

-- name: number_hold
-- Nobody else passes here until this transaction ends; no number is used up.
INSERT INTO given_numbers (project_id, kind, given) VALUES (:project_id, :kind, 0)
ON CONFLICT (project_id, kind) DO UPDATE SET given = given_numbers.given;
