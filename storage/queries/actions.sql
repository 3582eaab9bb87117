-- name: action_add
INSERT INTO actions (id, project_id, number, kind, scale, status, content, owner_id, owner_asked_at, owner_agreed_at,
                     created_at, changed_at)
VALUES (:id, :project_id, :number, :kind, :scale, :status, :content, NULL, NULL, NULL, :now, :now);

-- name: action_numbered
SELECT actions.id, actions.project_id, actions.number, actions.kind, actions.scale, actions.status, actions.content,
       actions.owner_id, actions.owner_asked_at, actions.owner_agreed_at, actions.created_at, actions.changed_at,
       actions.version,
       memberships.role AS owner_role, memberships.number AS owner_number, memberships.left_at AS owner_left
FROM actions LEFT JOIN memberships ON memberships.id = actions.owner_id
WHERE actions.project_id = :project_id AND actions.number = :number;

-- name: actions_of_project
-- short
SELECT actions.id, actions.project_id, actions.number, actions.kind, actions.scale, actions.status, actions.content,
       actions.owner_id, actions.owner_asked_at, actions.owner_agreed_at, actions.created_at, actions.changed_at,
       actions.version,
       memberships.role AS owner_role, memberships.number AS owner_number, memberships.left_at AS owner_left
FROM actions LEFT JOIN memberships ON memberships.id = actions.owner_id
WHERE actions.project_id = :project_id ORDER BY actions.number;

-- name: actions_looked_after
SELECT actions.id, actions.project_id, actions.number, actions.kind, actions.scale, actions.status, actions.content,
       actions.owner_id, actions.owner_asked_at, actions.owner_agreed_at, actions.created_at, actions.changed_at,
       actions.version,
       memberships.role AS owner_role, memberships.number AS owner_number, memberships.left_at AS owner_left
FROM actions JOIN memberships ON memberships.id = actions.owner_id
WHERE actions.owner_id = :owner_id AND actions.owner_agreed_at IS NOT NULL ORDER BY actions.number;

-- name: actions_asked_of
-- short
SELECT actions.id, actions.project_id, actions.number, actions.kind, actions.scale, actions.status, actions.content,
       actions.owner_id, actions.owner_asked_at, actions.owner_agreed_at, actions.created_at, actions.changed_at,
       actions.version,
       memberships.role AS owner_role, memberships.number AS owner_number, memberships.left_at AS owner_left
FROM actions JOIN memberships ON memberships.id = actions.owner_id
WHERE actions.owner_id = :owner_id AND actions.owner_agreed_at IS NULL ORDER BY actions.number;

-- name: action_change
-- Only as it was read: of two changes at once, the second one is not made.
UPDATE actions SET status = :status, content = :content, changed_at = :now, version = version + 1
WHERE id = :id AND version = :version;

-- name: action_reword
-- The day of its last step stays: by it is counted when it can be closed.
UPDATE actions SET kind = :kind, scale = :scale, content = :content, version = version + 1
WHERE id = :id AND version = :version;

-- name: action_ask_owner
-- Asking somebody else, or nobody (NULL), lets go of whoever was asked before.
UPDATE actions SET owner_id = :owner_id, owner_asked_at = :asked_at, owner_agreed_at = NULL WHERE id = :id;

-- name: action_owner_agrees
UPDATE actions SET owner_agreed_at = :now
WHERE id = :id AND owner_id = :owner_id AND owner_agreed_at IS NULL;

-- name: action_owner_declines
-- Also for somebody who agreed and can do it no longer: it is the service's again.
UPDATE actions SET owner_id = NULL, owner_asked_at = NULL, owner_agreed_at = NULL
WHERE id = :id AND owner_id = :owner_id;

-- name: action_priorities_remove
DELETE FROM action_priorities WHERE action_id = :action_id;

-- name: action_stories_remove
DELETE FROM action_stories WHERE action_id = :action_id;

-- name: action_priority_add
INSERT INTO action_priorities (action_id, priority_id)
SELECT :action_id, id FROM priorities WHERE id = :priority_id AND project_id = :project_id
ON CONFLICT (action_id, priority_id) DO NOTHING;

-- name: action_story_add
INSERT INTO action_stories (action_id, story_id)
SELECT :action_id, id FROM stories WHERE id = :story_id AND project_id = :project_id
ON CONFLICT (action_id, story_id) DO NOTHING;

-- name: action_priority_links
SELECT action_priorities.action_id, action_priorities.priority_id
FROM action_priorities JOIN actions ON actions.id = action_priorities.action_id
WHERE actions.project_id = :project_id;

-- name: action_links
-- The stories behind each action: linked by themselves, through a priority, or through a theme behind a priority;
-- of tellers who take part today. One that has asked for no more messages stands there too, marked as such.
SELECT linked.action_id, linked.priority_id, stories.id AS story_id, stories.number, stories.membership_id,
       memberships.role, memberships.left_at
FROM (
    SELECT action_stories.action_id, action_stories.story_id, NULL AS priority_id
    FROM actions CROSS JOIN action_stories
    WHERE action_stories.action_id = actions.id AND actions.project_id = :project_id
    UNION ALL
    SELECT action_priorities.action_id, priority_stories.story_id, action_priorities.priority_id
    FROM actions CROSS JOIN action_priorities
    JOIN priority_stories ON priority_stories.priority_id = action_priorities.priority_id
    WHERE action_priorities.action_id = actions.id AND actions.project_id = :project_id
    UNION ALL
    SELECT action_priorities.action_id, story_themes.story_id, action_priorities.priority_id
    FROM actions CROSS JOIN action_priorities
    JOIN priority_themes ON priority_themes.priority_id = action_priorities.priority_id
    JOIN story_themes ON story_themes.theme_id = priority_themes.theme_id
    WHERE action_priorities.action_id = actions.id AND actions.project_id = :project_id
) AS linked
-- CROSS: from the few actions to their links, and from those to their stories. SQLite would look at every story of
-- the project for its links.
CROSS JOIN stories
JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.id = linked.story_id AND stories.project_id = :project_id
  AND (SELECT given FROM consents WHERE consents.membership_id = memberships.id AND item = 'take_part'
       ORDER BY ordinal DESC LIMIT 1) = 1
ORDER BY stories.number;

-- name: actions_led_to
-- short
-- The actions that one story is behind, as in action_links, while its teller takes part.
SELECT id AS action_id FROM actions WHERE id IN (
    SELECT action_id FROM action_stories WHERE story_id = :story_id
    UNION
    SELECT action_priorities.action_id
    FROM priority_stories
    JOIN action_priorities ON action_priorities.priority_id = priority_stories.priority_id
    WHERE priority_stories.story_id = :story_id
    UNION
    SELECT action_priorities.action_id
    FROM story_themes
    JOIN priority_themes ON priority_themes.theme_id = story_themes.theme_id
    JOIN action_priorities ON action_priorities.priority_id = priority_themes.priority_id
    WHERE story_themes.story_id = :story_id
)
AND (SELECT given FROM consents
     WHERE membership_id = (SELECT membership_id FROM stories WHERE id = :story_id) AND item = 'take_part'
     ORDER BY ordinal DESC LIMIT 1) = 1;
