-- name: story_add
-- short
INSERT INTO stories (id, project_id, membership_id, run_id, number, content, version,
                     submitted_at, changed_at, editable_until, reply_due_at)
VALUES (:id, :project_id, :membership_id, :run_id, :number, :content, 1,
        :now, :now, :editable_until, :reply_due_at);

-- name: story_change
UPDATE stories SET content = :content, version = version + 1, changed_at = :now WHERE id = :id;

-- name: story_of_run
-- short
SELECT id, project_id, membership_id, run_id, number, content, version,
       submitted_at, changed_at, editable_until, reply_due_at
FROM stories WHERE run_id = :run_id;

-- name: stories_of_membership
-- short
SELECT id, project_id, membership_id, run_id, number, content, version,
       submitted_at, changed_at, editable_until, reply_due_at
FROM stories WHERE membership_id = :membership_id ORDER BY number;

-- name: story_last_told
-- short
SELECT number, run_id, editable_until FROM stories
WHERE membership_id = :membership_id ORDER BY number DESC LIMIT 1;

-- name: stories_counted
SELECT COUNT(*) AS stories,
       COUNT(CASE WHEN NOT EXISTS (
           SELECT 1 FROM readings
           WHERE readings.story_id = stories.id AND readings.membership_id = :reader
             AND readings.version = stories.version
       ) THEN 1 END) AS unread,
       COUNT(CASE WHEN reply_due_at < :now THEN 1 END) AS overdue
FROM stories WHERE project_id = :project_id;

-- name: story_next_unread
SELECT stories.id, stories.project_id, stories.membership_id, stories.run_id, stories.number, stories.content,
       stories.version, stories.submitted_at, stories.changed_at, stories.editable_until, stories.reply_due_at,
       memberships.role, memberships.number AS teller_number
FROM stories JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.project_id = :project_id AND NOT EXISTS (
    SELECT 1 FROM readings
    WHERE readings.story_id = stories.id AND readings.membership_id = :reader
      AND readings.version = stories.version
)
ORDER BY stories.comes_first DESC, stories.number LIMIT 1;

-- name: story_next_after
SELECT stories.id, stories.project_id, stories.membership_id, stories.run_id, stories.number, stories.content,
       stories.version, stories.submitted_at, stories.changed_at, stories.editable_until, stories.reply_due_at,
       memberships.role, memberships.number AS teller_number
FROM stories JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.project_id = :project_id AND stories.number > :after
ORDER BY stories.number LIMIT 1;

-- name: reading_add
INSERT INTO readings (story_id, membership_id, version, read_at)
SELECT :story_id, :membership_id, :version, :now FROM stories
WHERE stories.id = :story_id AND stories.project_id = :project_id
ON CONFLICT (story_id, membership_id, version) DO NOTHING;

-- name: stories_told_between
-- Who told a story in a stretch of time, and how many stories each told.
SELECT membership_id, COUNT(*) AS stories FROM stories
WHERE project_id = :project_id AND submitted_at >= :since AND submitted_at < :until
GROUP BY membership_id;

-- name: story_told_between
SELECT 1 AS told FROM stories
WHERE membership_id = :membership_id AND submitted_at >= :since AND submitted_at < :until LIMIT 1;

-- name: story_numbered
SELECT stories.id, stories.project_id, stories.membership_id, stories.run_id, stories.number, stories.content,
       stories.version, stories.submitted_at, stories.changed_at, stories.editable_until, stories.reply_due_at,
       memberships.role, memberships.number AS teller_number
FROM stories JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.project_id = :project_id AND stories.number = :number;

-- name: stories_of_project
SELECT id, project_id, membership_id, run_id, number, content, version,
       submitted_at, changed_at, editable_until, reply_due_at
FROM stories WHERE project_id = :project_id ORDER BY number;

-- name: story_comes_first
-- short
UPDATE stories SET comes_first = CAST(:comes_first AS BIGINT) WHERE id = :id;

-- name: stories_unread
-- Stories that nobody of the team has read as they stand, in the order of reading.
SELECT stories.number, stories.comes_first, stories.submitted_at, stories.reply_due_at,
       memberships.role, memberships.number AS teller_number
FROM stories JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.project_id = :project_id AND NOT EXISTS (
    SELECT 1 FROM readings WHERE readings.story_id = stories.id AND readings.version = stories.version
)
ORDER BY stories.comes_first DESC, stories.number;
