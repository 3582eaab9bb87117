-- name: theme_add
INSERT INTO themes (id, project_id, number, name, merged_into, created_at)
VALUES (:id, :project_id, :number, :name, NULL, :now);

-- name: themes_of_project
SELECT id, project_id, number, name, merged_into, created_at FROM themes
WHERE project_id = :project_id ORDER BY number;

-- name: theme_rename
UPDATE themes SET name = :name WHERE id = :id;

-- name: theme_merge
UPDATE themes SET merged_into = :into WHERE id = :id;

-- name: theme_bring_stories
INSERT INTO story_themes (story_id, theme_id)
SELECT story_id, :into FROM story_themes WHERE theme_id = :one
ON CONFLICT (story_id, theme_id) DO NOTHING;

-- name: theme_leave_stories
DELETE FROM story_themes WHERE theme_id = :one;

-- name: theme_bring_excerpts
UPDATE excerpts SET theme_id = :into WHERE theme_id = :one;

-- name: theme_bring_priorities
INSERT INTO priority_themes (priority_id, theme_id)
SELECT priority_id, :into FROM priority_themes WHERE theme_id = :one
ON CONFLICT (priority_id, theme_id) DO NOTHING;

-- name: theme_leave_priorities
DELETE FROM priority_themes WHERE theme_id = :one;

-- name: story_themes_clear
DELETE FROM story_themes WHERE story_id = :story_id;

-- name: story_theme_add
INSERT INTO story_themes (story_id, theme_id)
SELECT stories.id, themes.id FROM stories JOIN themes ON themes.project_id = stories.project_id
WHERE stories.id = :story_id AND themes.id = :theme_id AND themes.merged_into IS NULL
ON CONFLICT (story_id, theme_id) DO NOTHING;

-- name: theme_stories
-- Every story of a theme whose teller takes part today.
SELECT story_themes.theme_id, stories.id AS story_id, stories.number, stories.membership_id, memberships.role
FROM story_themes
JOIN stories ON stories.id = story_themes.story_id
JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.project_id = :project_id
  AND (SELECT given FROM consents WHERE consents.membership_id = memberships.id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1
ORDER BY stories.number;

-- name: stories_read
-- The stories that somebody of the team has read as they stand, and whose tellers take part today.
SELECT stories.id, stories.number, stories.membership_id, memberships.role
FROM stories JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.project_id = :project_id
  AND EXISTS (SELECT 1 FROM readings WHERE readings.story_id = stories.id AND readings.version = stories.version)
  AND (SELECT given FROM consents WHERE consents.membership_id = memberships.id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1
ORDER BY stories.number;

-- name: story_read
-- short
-- One of them, by its number.
SELECT stories.id, stories.number, stories.membership_id, memberships.role
FROM stories JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.project_id = :project_id AND stories.number = :number
  AND EXISTS (SELECT 1 FROM readings WHERE readings.story_id = stories.id AND readings.version = stories.version)
  AND (SELECT given FROM consents WHERE consents.membership_id = memberships.id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1;

-- name: story_touchpoints_put
INSERT INTO story_touchpoints (story_id, touchpoints) VALUES (:story_id, :touchpoints)
ON CONFLICT (story_id) DO UPDATE SET touchpoints = excluded.touchpoints;

-- name: story_touchpoints_of_project
SELECT story_touchpoints.story_id, story_touchpoints.touchpoints
FROM stories JOIN story_touchpoints ON story_touchpoints.story_id = stories.id
WHERE stories.project_id = :project_id;

-- name: story_touchpoints_of
SELECT touchpoints FROM story_touchpoints WHERE story_id = :story_id;
