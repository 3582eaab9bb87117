-- What the reckoning at the end of a soak reads beyond what the services tell.

-- name: soak_outbox
SELECT id, participant_id, status, attempts, reference, due_at FROM outbox ORDER BY ordinal;

-- name: soak_counted
SELECT (SELECT COUNT(*) FROM stories) AS stories, (SELECT COUNT(*) FROM ratings) AS ratings,
       (SELECT COUNT(*) FROM ballots) AS ballots, (SELECT COUNT(*) FROM memberships) AS people,
       (SELECT COUNT(*) FROM media WHERE status = 'kept') AS files,
       (SELECT COUNT(*) FROM updates) AS updates, (SELECT COUNT(*) FROM update_recipients) AS recipients,
       (SELECT COUNT(*) FROM inbox WHERE payload IS NOT NULL) AS waiting;

-- name: soak_slots
SELECT job, slot, ran_at FROM job_slots;

-- name: soak_left
SELECT participant_id, left_at FROM memberships WHERE left_at IS NOT NULL;

-- name: soak_thanks
SELECT COUNT(*) AS thanks FROM update_recipients WHERE reaction = 'thanks';
