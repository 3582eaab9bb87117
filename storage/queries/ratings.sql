-- name: ratings_add
INSERT INTO ratings (id, round_id, membership_id, run_id, version, content, sent_at)
SELECT :id, CAST(:round_id AS TEXT), CAST(:membership_id AS TEXT), :run_id, COALESCE(MAX(version), 0) + 1, :content, :now
FROM ratings WHERE round_id = CAST(:round_id AS TEXT) AND membership_id = CAST(:membership_id AS TEXT)
RETURNING version;

-- name: ratings_reword
UPDATE ratings SET content = :content WHERE id = :id;

-- name: ratings_newest
SELECT ratings.id, ratings.round_id, ratings.membership_id, ratings.run_id, ratings.version, ratings.content,
       ratings.sent_at, rounds.project_id, rounds.number AS round_number
FROM ratings JOIN rounds ON rounds.id = ratings.round_id
WHERE ratings.round_id = :round_id AND ratings.membership_id = :membership_id
ORDER BY ratings.version DESC LIMIT 1;

-- name: ratings_of_membership
SELECT ratings.id, ratings.round_id, ratings.membership_id, ratings.run_id, ratings.version, ratings.content,
       ratings.sent_at, rounds.project_id, rounds.number AS round_number
FROM ratings JOIN rounds ON rounds.id = ratings.round_id
WHERE ratings.membership_id = :membership_id ORDER BY rounds.number, ratings.version;

-- name: ratings_of_round
-- The newest version of each, also of those who have left and let the team keep what they told.
SELECT ratings.id, ratings.round_id, ratings.membership_id, ratings.run_id, ratings.version, ratings.content,
       ratings.sent_at, rounds.project_id, rounds.number AS round_number, memberships.role, memberships.number,
       (SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
        ORDER BY ordinal DESC LIMIT 1) AS takes_part
FROM ratings JOIN rounds ON rounds.id = ratings.round_id JOIN memberships ON memberships.id = ratings.membership_id
WHERE ratings.round_id = :round_id AND ratings.version = (
    SELECT MAX(others.version) FROM ratings AS others
    WHERE others.round_id = ratings.round_id AND others.membership_id = ratings.membership_id
)
ORDER BY memberships.role, memberships.number;

-- name: ratings_answered
SELECT DISTINCT membership_id FROM ratings WHERE round_id = :round_id;

-- name: ratings_are_there
-- short
SELECT 1 AS rated FROM ratings WHERE round_id = :round_id AND membership_id = :membership_id LIMIT 1;

-- name: ratings_to_read
-- The newest version of everybody who takes part, in every round of a project; who of the team has read it.
SELECT ratings.id, ratings.round_id, ratings.membership_id, ratings.run_id, ratings.version, ratings.content,
       ratings.sent_at, rounds.project_id, rounds.number AS round_number, memberships.role, memberships.number,
       CASE WHEN EXISTS (
           SELECT 1 FROM rating_readings WHERE rating_readings.rating_id = ratings.id
           AND rating_readings.membership_id = :reader
       ) THEN 1 ELSE 0 END AS read_by_me,
       CASE WHEN EXISTS (
           SELECT 1 FROM rating_readings WHERE rating_readings.rating_id = ratings.id
       ) THEN 1 ELSE 0 END AS read_by_any
FROM ratings JOIN rounds ON rounds.id = ratings.round_id JOIN memberships ON memberships.id = ratings.membership_id
WHERE rounds.project_id = :project_id AND ratings.version = (
    SELECT MAX(others.version) FROM ratings AS others
    WHERE others.round_id = ratings.round_id AND others.membership_id = ratings.membership_id
) AND (
    SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
    ORDER BY ordinal DESC LIMIT 1
) = 1
ORDER BY ratings.sent_at, ratings.id;

-- name: rating_reading_add
INSERT INTO rating_readings (rating_id, membership_id, read_at)
SELECT ratings.id, :membership_id, :now FROM ratings JOIN rounds ON rounds.id = ratings.round_id
WHERE ratings.id = :rating_id AND rounds.project_id = :project_id
ON CONFLICT (rating_id, membership_id) DO NOTHING;
