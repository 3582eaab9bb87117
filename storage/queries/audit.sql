-- name: audit_add
INSERT INTO audit (id, project_id, ordinal, kind, content, at)
SELECT :id, :project_id, COALESCE(MAX(ordinal), 0) + 1, :kind, :content, :at FROM audit WHERE project_id = :project_id;

-- name: audit_of
SELECT id, project_id, ordinal, kind, content, at FROM audit WHERE project_id = :project_id ORDER BY ordinal;
