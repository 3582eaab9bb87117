-- name: words_told_count
-- short
-- Only what reached somebody who takes part: the team and sponsors are told other things.
INSERT INTO words_told (project_id, day, purpose, messages, last_at)
SELECT memberships.project_id, CAST(:day AS TEXT), outbox.purpose, 1, CAST(:now AS TEXT)
FROM outbox JOIN memberships ON memberships.id = outbox.membership_id
WHERE outbox.id = :id AND outbox.purpose IS NOT NULL AND memberships.role IN ('patient', 'carer', 'staff')
ON CONFLICT (project_id, day, purpose)
DO UPDATE SET messages = words_told.messages + 1, last_at = excluded.last_at;

-- name: words_told_in_project
SELECT purpose, SUM(messages) AS messages, MAX(last_at) AS last_at FROM words_told
WHERE project_id = :project_id GROUP BY purpose;

-- name: project_words_told_remove
DELETE FROM words_told WHERE project_id = :project_id;
