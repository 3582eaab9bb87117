-- name: ratings_add
INSERT INTO ratings (id, round_id, membership_id, run_id, version, content, sent_at, to_read)
SELECT :id, CAST(:round_id AS TEXT), CAST(:membership_id AS TEXT), :run_id, COALESCE(MAX(version), 0) + 1, :content, :now,
       CAST(:to_read AS BIGINT)
FROM ratings WHERE round_id = CAST(:round_id AS TEXT) AND membership_id = CAST(:membership_id AS TEXT)
RETURNING version;

-- name: ratings_reword
-- Whether there is still something to read is found out anew.
UPDATE ratings SET content = :content, to_read = NULL WHERE id = :id;

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
