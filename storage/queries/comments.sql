-- What was said beside ratings, as the team reads it: the newest version of everybody who takes part, in every round of
-- a project.

-- name: comments_unplaced
-- Those of which it is not known whether there is anything to read, oldest first, with the keys that they are sealed under.
SELECT ratings.id, ratings.round_id, ratings.membership_id, ratings.run_id, ratings.version, ratings.content,
       ratings.sent_at, rounds.project_id, rounds.number AS round_number, memberships.role, memberships.number,
       keys.wrapped,
       CASE WHEN EXISTS (
           SELECT 1 FROM rating_readings WHERE rating_readings.rating_id = ratings.id
       ) THEN 1 ELSE 0 END AS read_by_any
FROM rounds JOIN ratings ON ratings.round_id = rounds.id JOIN memberships ON memberships.id = ratings.membership_id
LEFT JOIN keys ON keys.owner = 'membership:' || memberships.id
WHERE rounds.project_id = :project_id AND ratings.to_read IS NULL AND ratings.version = (
    SELECT MAX(others.version) FROM ratings AS others
    WHERE others.round_id = ratings.round_id AND others.membership_id = ratings.membership_id
) AND (
    SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
    ORDER BY ordinal DESC LIMIT 1
) = 1
ORDER BY ratings.sent_at, ratings.id;

-- name: comment_place
-- short
UPDATE ratings SET to_read = CAST(:to_read AS BIGINT) WHERE id = :id;

-- name: comments_displace
UPDATE ratings SET to_read = NULL
WHERE to_read > 0 AND round_id IN (SELECT id FROM rounds WHERE project_id = :project_id);

-- name: comments_new
-- How many one reader has not read.
SELECT COUNT(*) AS comments
FROM rounds JOIN ratings ON ratings.round_id = rounds.id JOIN memberships ON memberships.id = ratings.membership_id
WHERE rounds.project_id = :project_id AND ratings.to_read > 0 AND NOT EXISTS (
    SELECT 1 FROM rating_readings
    WHERE rating_readings.rating_id = ratings.id AND rating_readings.membership_id = :reader
) AND ratings.version = (
    SELECT MAX(others.version) FROM ratings AS others
    WHERE others.round_id = ratings.round_id AND others.membership_id = ratings.membership_id
) AND (
    SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
    ORDER BY ordinal DESC LIMIT 1
) = 1;

-- name: comment_next
-- The first one that a reader has not read: those that come before others, then the oldest.
SELECT ratings.id, ratings.round_id, ratings.membership_id, ratings.run_id, ratings.version, ratings.content,
       ratings.sent_at, rounds.project_id, rounds.number AS round_number, memberships.role, memberships.number
FROM rounds JOIN ratings ON ratings.round_id = rounds.id JOIN memberships ON memberships.id = ratings.membership_id
WHERE rounds.project_id = :project_id AND ratings.to_read > 0 AND NOT EXISTS (
    SELECT 1 FROM rating_readings
    WHERE rating_readings.rating_id = ratings.id AND rating_readings.membership_id = :reader
) AND ratings.version = (
    SELECT MAX(others.version) FROM ratings AS others
    WHERE others.round_id = ratings.round_id AND others.membership_id = ratings.membership_id
) AND (
    SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
    ORDER BY ordinal DESC LIMIT 1
) = 1
ORDER BY ratings.to_read DESC, ratings.sent_at, ratings.id LIMIT 1;

-- name: comment_at
-- The one at a place from nought among all of them, oldest first.
SELECT ratings.id, ratings.round_id, ratings.membership_id, ratings.run_id, ratings.version, ratings.content,
       ratings.sent_at, rounds.project_id, rounds.number AS round_number, memberships.role, memberships.number
FROM rounds JOIN ratings ON ratings.round_id = rounds.id JOIN memberships ON memberships.id = ratings.membership_id
WHERE rounds.project_id = :project_id AND ratings.to_read > 0 AND ratings.version = (
    SELECT MAX(others.version) FROM ratings AS others
    WHERE others.round_id = ratings.round_id AND others.membership_id = ratings.membership_id
) AND (
    SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
    ORDER BY ordinal DESC LIMIT 1
) = 1
ORDER BY ratings.sent_at, ratings.id LIMIT 1 OFFSET :at;

-- name: comments_unread
-- Those that nobody of the team has read, oldest first, without what they say.
SELECT ratings.id, ratings.to_read, ratings.sent_at, rounds.number AS round_number, memberships.role, memberships.number
FROM rounds JOIN ratings ON ratings.round_id = rounds.id JOIN memberships ON memberships.id = ratings.membership_id
WHERE rounds.project_id = :project_id AND ratings.to_read > 0 AND NOT EXISTS (
    SELECT 1 FROM rating_readings WHERE rating_readings.rating_id = ratings.id
) AND ratings.version = (
    SELECT MAX(others.version) FROM ratings AS others
    WHERE others.round_id = ratings.round_id AND others.membership_id = ratings.membership_id
) AND (
    SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
    ORDER BY ordinal DESC LIMIT 1
) = 1
ORDER BY ratings.sent_at, ratings.id;

-- name: comment_reading_add
INSERT INTO rating_readings (rating_id, membership_id, read_at)
SELECT ratings.id, :membership_id, :now FROM ratings JOIN rounds ON rounds.id = ratings.round_id
WHERE ratings.id = :rating_id AND rounds.project_id = :project_id
ON CONFLICT (rating_id, membership_id) DO NOTHING;
