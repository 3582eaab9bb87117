-- name: wording_add
INSERT INTO wordings (id, story_id, number, story_version, reader_id, status, content, offered_at)
SELECT :id, :story_id, COALESCE(MAX(number), 0) + 1, CAST(:story_version AS BIGINT), :reader_id, :status, :content,
       :now
FROM wordings WHERE story_id = :story_id;

-- name: wording_told
UPDATE wordings SET silence_ends_at = :silence_ends_at, remind_at = :remind_at
WHERE id = :id AND status = 'offered' AND silence_ends_at IS NULL;

-- name: wording_untold
UPDATE wordings SET silence_ends_at = NULL, remind_at = NULL WHERE id = :id AND status = 'offered';

-- name: wording_becomes
UPDATE wordings SET status = :status, content = :content, answered_at = :now, remind_at = NULL
WHERE id = :id AND status = :before;

-- name: wordings_outdated
-- A story that was changed makes what was offered, or said yes to, void.
UPDATE wordings SET status = 'void', remind_at = NULL
WHERE story_id = :story_id AND status IN ('offered', 'accepted', 'changed')
  AND story_version < (SELECT version FROM stories WHERE stories.id = wordings.story_id);

-- name: wordings_replaced
-- A newer wording, or a refusal to use the story, takes the place of the ones before it.
UPDATE wordings SET status = 'void', remind_at = NULL
WHERE story_id = :story_id AND status IN ('offered', 'accepted', 'changed', 'declined', 'disputed');

-- name: wordings_remove
DELETE FROM wordings WHERE story_id = :story_id;

-- name: wording_of_story
SELECT wordings.id, stories.project_id, stories.membership_id, wordings.story_id, stories.number AS story_number,
       stories.version AS version_now, wordings.story_version, wordings.status, wordings.content,
       wordings.offered_at, wordings.silence_ends_at, wordings.answered_at, memberships.role,
       memberships.number AS teller_number
FROM wordings JOIN stories ON stories.id = wordings.story_id
JOIN memberships ON memberships.id = stories.membership_id
WHERE wordings.story_id = :story_id ORDER BY wordings.number DESC LIMIT 1;

-- name: wordings_of_membership
-- short
SELECT wordings.id, stories.project_id, stories.membership_id, wordings.story_id, stories.number AS story_number,
       stories.version AS version_now, wordings.story_version, wordings.status, wordings.content,
       wordings.offered_at, wordings.silence_ends_at, wordings.answered_at, memberships.role,
       memberships.number AS teller_number
FROM wordings JOIN stories ON stories.id = wordings.story_id
JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.membership_id = :membership_id
  AND wordings.number = (SELECT MAX(newest.number) FROM wordings AS newest WHERE newest.story_id = stories.id)
ORDER BY stories.number;

-- name: wordings_of_project
SELECT wordings.id, stories.project_id, stories.membership_id, wordings.story_id, stories.number AS story_number,
       stories.version AS version_now, wordings.story_version, wordings.status, wordings.content,
       wordings.offered_at, wordings.silence_ends_at, wordings.answered_at, memberships.role,
       memberships.number AS teller_number
FROM wordings JOIN stories ON stories.id = wordings.story_id
JOIN memberships ON memberships.id = stories.membership_id
WHERE stories.project_id = :project_id
  AND wordings.number = (SELECT MAX(newest.number) FROM wordings AS newest WHERE newest.story_id = stories.id)
ORDER BY stories.number;

-- name: wordings_to_remind
SELECT wordings.id, stories.project_id, stories.membership_id, wordings.story_id, wordings.silence_ends_at
FROM wordings JOIN stories ON stories.id = wordings.story_id
WHERE wordings.remind_at <= :now AND wordings.status = 'offered' ORDER BY wordings.remind_at;

-- name: wording_reminded
UPDATE wordings SET remind_at = NULL WHERE id = :id AND remind_at IS NOT NULL;
