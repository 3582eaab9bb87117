-- name: priority_add
INSERT INTO priorities (id, project_id, number, owner_id, proposer_id, status, content, merged_into,
                        created_at, changed_at, voted_at)
VALUES (:id, :project_id, :number, :owner_id, :owner_id, :status, :content, NULL, :now, :now, NULL);

-- name: priority_by_id
SELECT id, project_id, number, owner_id, proposer_id, status, content, merged_into, created_at, changed_at, voted_at
FROM priorities WHERE id = :id;

-- name: priority_numbered
SELECT id, project_id, number, owner_id, proposer_id, status, content, merged_into, created_at, changed_at, voted_at
FROM priorities WHERE project_id = :project_id AND number = :number
  AND (owner_id IS NULL
       OR (SELECT given FROM consents WHERE membership_id = priorities.owner_id AND item = 'take_part'
           ORDER BY ordinal DESC LIMIT 1) = 1);

-- name: priority_seen
-- short
SELECT id, project_id, number, owner_id, proposer_id, status, content, merged_into, created_at, changed_at, voted_at
FROM priorities WHERE id = :id
  AND (owner_id IS NULL
       OR (SELECT given FROM consents WHERE membership_id = priorities.owner_id AND item = 'take_part'
           ORDER BY ordinal DESC LIMIT 1) = 1);

-- name: priority_merged_into
-- short
SELECT merged_into FROM priorities WHERE id = :id AND merged_into IS NOT NULL
  AND (owner_id IS NULL
       OR (SELECT given FROM consents WHERE membership_id = priorities.owner_id AND item = 'take_part'
           ORDER BY ordinal DESC LIMIT 1) = 1);

-- name: priorities_of_project
-- short
-- What somebody proposed is theirs until a vote: while they do not take part, nobody else sees it.
SELECT id, project_id, number, owner_id, proposer_id, status, content, merged_into, created_at, changed_at, voted_at
FROM priorities WHERE project_id = :project_id
  AND (owner_id IS NULL
       OR (SELECT given FROM consents WHERE membership_id = priorities.owner_id AND item = 'take_part'
           ORDER BY ordinal DESC LIMIT 1) = 1)
ORDER BY number;

-- name: priorities_of_proposer
-- short
SELECT id, project_id, number, owner_id, proposer_id, status, content, merged_into, created_at, changed_at, voted_at
FROM priorities WHERE proposer_id = :proposer_id ORDER BY number;

-- name: priority_change
-- Only as it was read: the key that seals the words may have changed since, and somebody may have decided.
UPDATE priorities SET status = :status, content = :content, merged_into = :merged_into, changed_at = :now
WHERE id = :id AND COALESCE(owner_id, '') = :owner AND changed_at = :seen_at;

-- name: priority_freeze
-- Its words become the project's as it stands in its first vote.
UPDATE priorities SET owner_id = NULL, content = :content, voted_at = :now
WHERE id = :id AND voted_at IS NULL AND COALESCE(owner_id, '') = :owner AND changed_at = :seen_at;

-- name: priority_remove
DELETE FROM priorities WHERE id = :id AND voted_at IS NULL;

-- name: priorities_remove_owned
DELETE FROM priorities WHERE owner_id = :owner_id;

-- name: priority_merge_stories
INSERT INTO priority_stories (priority_id, story_id)
SELECT :into, story_id FROM priority_stories WHERE priority_id = :one
ON CONFLICT (priority_id, story_id) DO NOTHING;

-- name: priority_merge_themes
INSERT INTO priority_themes (priority_id, theme_id)
SELECT :into, theme_id FROM priority_themes WHERE priority_id = :one
ON CONFLICT (priority_id, theme_id) DO NOTHING;

-- name: priority_story_add
INSERT INTO priority_stories (priority_id, story_id)
SELECT :priority_id, id FROM stories WHERE id = :story_id AND project_id = :project_id
ON CONFLICT (priority_id, story_id) DO NOTHING;

-- name: priority_theme_add
INSERT INTO priority_themes (priority_id, theme_id)
SELECT :priority_id, id FROM themes WHERE id = :theme_id AND project_id = :project_id
ON CONFLICT (priority_id, theme_id) DO NOTHING;

-- name: priority_stories_remove
DELETE FROM priority_stories WHERE priority_id = :priority_id;

-- name: priority_themes_remove
DELETE FROM priority_themes WHERE priority_id = :priority_id;

-- name: priority_links
-- The stories behind each priority, linked by themselves or through a theme, of tellers who take part today.
SELECT linked.priority_id, linked.theme_id, stories.id AS story_id, stories.number, stories.membership_id,
       memberships.role
FROM (
    SELECT priority_stories.priority_id, priority_stories.story_id, NULL AS theme_id
    FROM priorities CROSS JOIN priority_stories
    WHERE priority_stories.priority_id = priorities.id AND priorities.project_id = :project_id
    UNION ALL
    SELECT priority_themes.priority_id, story_themes.story_id, priority_themes.theme_id
    FROM priorities CROSS JOIN priority_themes
    JOIN story_themes ON story_themes.theme_id = priority_themes.theme_id
    WHERE priority_themes.priority_id = priorities.id AND priorities.project_id = :project_id
) AS linked
-- CROSS: from the few priorities to their links, and from those to their stories. SQLite would look at every story of
-- the project for its links.
CROSS JOIN stories
JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.id = linked.story_id AND stories.project_id = :project_id
  AND (SELECT given FROM consents WHERE consents.membership_id = memberships.id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1
ORDER BY stories.number;

-- name: priorities_led_to
-- short
-- The priorities that one person's stories are behind, as in priority_links, while that person takes part.
SELECT priorities.number AS number, priorities.id AS priority_id, stories.id AS story_id, stories.number AS story
FROM stories
JOIN priority_stories ON priority_stories.story_id = stories.id
JOIN priorities ON priorities.id = priority_stories.priority_id
WHERE stories.membership_id = :membership_id AND priorities.project_id = stories.project_id
  AND (SELECT given FROM consents WHERE consents.membership_id = :membership_id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1
  AND (priorities.owner_id IS NULL
       OR (SELECT given FROM consents WHERE consents.membership_id = priorities.owner_id AND item = 'take_part'
           ORDER BY ordinal DESC LIMIT 1) = 1)
UNION
SELECT priorities.number AS number, priorities.id AS priority_id, stories.id AS story_id, stories.number AS story
FROM stories
JOIN story_themes ON story_themes.story_id = stories.id
JOIN priority_themes ON priority_themes.theme_id = story_themes.theme_id
JOIN priorities ON priorities.id = priority_themes.priority_id
WHERE stories.membership_id = :membership_id AND priorities.project_id = stories.project_id
  AND (SELECT given FROM consents WHERE consents.membership_id = :membership_id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1
  AND (priorities.owner_id IS NULL
       OR (SELECT given FROM consents WHERE consents.membership_id = priorities.owner_id AND item = 'take_part'
           ORDER BY ordinal DESC LIMIT 1) = 1)
ORDER BY number;

-- name: priority_theme_links
SELECT priority_themes.priority_id, priority_themes.theme_id
FROM priority_themes JOIN priorities ON priorities.id = priority_themes.priority_id
WHERE priorities.project_id = :project_id;
