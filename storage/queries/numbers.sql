-- name: number_give
INSERT INTO given_numbers (project_id, kind, given) VALUES (:project_id, :kind, 1)
ON CONFLICT (project_id, kind) DO UPDATE SET given = given_numbers.given + 1
RETURNING given;
