-- name: messaging_hold
-- short
-- Two who tell the same person something at one moment wait for one another here.
INSERT INTO messaging (membership_id, frequency, paused_until, told_at)
VALUES (:membership_id, :frequency, NULL, NULL)
ON CONFLICT (membership_id) DO UPDATE SET frequency = messaging.frequency
RETURNING frequency, paused_until, told_at;

-- name: messaging_of
-- short
SELECT frequency, paused_until, told_at FROM messaging WHERE membership_id = :membership_id;

-- name: messaging_choose
UPDATE messaging SET frequency = :frequency, paused_until = :paused_until WHERE membership_id = :membership_id;

-- name: messaging_told
-- short
UPDATE messaging SET told_at = :now WHERE membership_id = :membership_id;

-- name: notice_add
-- short
INSERT INTO notices (id, membership_id, subject, about, purpose, content, from_at, until_at, due_at)
VALUES (:id, :membership_id, :subject, :about, :purpose, :content, :from_at, :until_at, :due_at);

-- name: notice_on
-- short
SELECT from_at FROM notices WHERE membership_id = :membership_id AND subject = :subject;

-- name: notice_remove
-- short
DELETE FROM notices WHERE membership_id = :membership_id AND subject = :subject;

-- name: notices_of
-- short
SELECT id, subject, about, purpose, content, from_at, until_at FROM notices
WHERE membership_id = :membership_id ORDER BY from_at, id;

-- name: notices_remove
-- short
DELETE FROM notices WHERE membership_id = :membership_id;

-- name: notices_plan
UPDATE notices SET due_at = :due_at WHERE membership_id = :membership_id;

-- name: notices_due_for
-- A notice at a time, and not grouped by whose they are: SQLite would go through all that wait.
SELECT notices.membership_id, memberships.project_id
FROM notices JOIN memberships ON memberships.id = notices.membership_id
WHERE notices.due_at <= :now ORDER BY notices.due_at LIMIT :most;

-- name: notices_next_due
SELECT MIN(due_at) AS due_at FROM notices;

-- name: notices_due_counted
SELECT COUNT(*) AS rows FROM notices WHERE due_at <= :now;
