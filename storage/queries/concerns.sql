-- name: concern_add
INSERT INTO concerns (id, project_id, number, story_id, rating_id, priority_id, raised_by, content, raised_at)
VALUES (:id, :project_id, :number,
       (SELECT stories.id FROM stories WHERE stories.id = :subject AND stories.project_id = :project_id),
       (SELECT ratings.id FROM ratings JOIN rounds ON rounds.id = ratings.round_id
        WHERE ratings.id = :subject AND rounds.project_id = :project_id),
       (SELECT priorities.id FROM priorities
        WHERE priorities.id = :subject AND priorities.project_id = :project_id),
       :raised_by, :content, :raised_at);

-- name: concern_says
UPDATE concerns SET content = :content WHERE id = :id;

-- name: concern_seen
UPDATE concerns SET seen_at = :now WHERE id = :id AND seen_at IS NULL;

-- name: concern_done
UPDATE concerns SET done_at = :now WHERE id = :id AND done_at IS NULL;

-- name: concern_numbered
SELECT concerns.id, concerns.project_id, concerns.number, concerns.content, concerns.raised_at, concerns.seen_at,
       concerns.done_at, raiser.number AS raiser_number, stories.number AS story_number,
       rounds.number AS round_number, priorities.number AS priority_number,
       teller.role AS teller_role, teller.number AS teller_number
FROM concerns LEFT JOIN memberships AS raiser ON raiser.id = concerns.raised_by
LEFT JOIN stories ON stories.id = concerns.story_id
LEFT JOIN ratings ON ratings.id = concerns.rating_id
LEFT JOIN rounds ON rounds.id = ratings.round_id
LEFT JOIN priorities ON priorities.id = concerns.priority_id
LEFT JOIN memberships AS teller
    ON teller.id = COALESCE(stories.membership_id, ratings.membership_id, priorities.proposer_id)
WHERE concerns.project_id = :project_id AND concerns.number = :number;

-- name: concerns_open
SELECT concerns.id, concerns.project_id, concerns.number, concerns.content, concerns.raised_at, concerns.seen_at,
       concerns.done_at, raiser.number AS raiser_number, stories.number AS story_number,
       rounds.number AS round_number, priorities.number AS priority_number,
       teller.role AS teller_role, teller.number AS teller_number
FROM concerns LEFT JOIN memberships AS raiser ON raiser.id = concerns.raised_by
LEFT JOIN stories ON stories.id = concerns.story_id
LEFT JOIN ratings ON ratings.id = concerns.rating_id
LEFT JOIN rounds ON rounds.id = ratings.round_id
LEFT JOIN priorities ON priorities.id = concerns.priority_id
LEFT JOIN memberships AS teller
    ON teller.id = COALESCE(stories.membership_id, ratings.membership_id, priorities.proposer_id)
WHERE concerns.project_id = :project_id AND concerns.done_at IS NULL ORDER BY concerns.number;
