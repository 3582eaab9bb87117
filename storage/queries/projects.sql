-- name: project_with_key
SELECT id, definition, created_at, changed_at FROM projects WHERE key_print = :key_print;

-- name: project_by_id
-- short
SELECT id, definition, created_at, changed_at FROM projects WHERE id = :id;

-- name: projects_all
SELECT id, definition, created_at, changed_at FROM projects ORDER BY created_at;

-- name: project_add
INSERT INTO projects (id, key_print, definition, created_at, changed_at)
VALUES (:id, :key_print, :definition, :now, :now);

-- name: project_change
UPDATE projects SET definition = :definition, changed_at = :now WHERE id = :id;

-- name: project_next_story
-- short
UPDATE projects SET stories_told = stories_told + 1 WHERE id = :id RETURNING stories_told;

-- name: invitation_add
INSERT INTO invitations (id, project_id, role, token_print, uses_left, expires_at, revoked_at, created_at)
VALUES (:id, :project_id, :role, :token_print, :uses_left, :expires_at, NULL, :created_at);

-- name: invitation_with_token
SELECT id, project_id, role, uses_left, expires_at, revoked_at FROM invitations WHERE token_print = :token_print;

-- name: invitation_use
UPDATE invitations SET uses_left = uses_left - 1
WHERE id = :id AND uses_left > 0 AND revoked_at IS NULL AND expires_at > :now;

-- name: invitation_revoke
UPDATE invitations SET revoked_at = :now
WHERE id = :id AND project_id = :project_id AND revoked_at IS NULL;

-- name: invitations_forget
-- What lets nobody in any more; one that is used up stays until it would have run out.
DELETE FROM invitations WHERE expires_at < :before OR revoked_at < :before;

-- name: invitations_of_project
SELECT id, role, uses_left, expires_at, revoked_at, created_at FROM invitations
WHERE project_id = :project_id ORDER BY created_at;
