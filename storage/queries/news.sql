-- name: news_add
-- Not the same thing twice while its teller has not seen it.
INSERT INTO news (id, membership_id, kind, number, detail, happened_at, told_at, seen_at)
VALUES (:id, :membership_id, :kind, :number, :detail, :happened_at, :told_at, NULL)
ON CONFLICT (membership_id, kind, number, detail) WHERE seen_at IS NULL DO NOTHING;

-- name: news_take_back
DELETE FROM news WHERE membership_id = :membership_id AND kind = :kind AND number = :number AND detail = :detail
  AND told_at IS NULL AND seen_at IS NULL;

-- name: news_of
-- short
SELECT id, kind, number, detail, happened_at, told_at, seen_at FROM news
WHERE membership_id = :membership_id ORDER BY happened_at, id;

-- name: news_told
UPDATE news SET told_at = :now WHERE membership_id = :membership_id AND told_at IS NULL;

-- name: news_seen
UPDATE news SET seen_at = :now, told_at = COALESCE(told_at, :now)
WHERE id = :id AND membership_id = :membership_id AND seen_at IS NULL;

-- name: story_first_read
SELECT readings.read_at, memberships.role, memberships.number FROM readings
JOIN memberships ON memberships.id = readings.membership_id
WHERE readings.story_id = :story_id ORDER BY readings.read_at LIMIT 1;

-- name: themes_of_story
SELECT themes.id, themes.number FROM story_themes JOIN themes ON themes.id = story_themes.theme_id
WHERE story_themes.story_id = :story_id ORDER BY themes.number;
