-- name: excerpt_add
INSERT INTO excerpts (id, story_id, wording_id, theme_id, position, content, created_at)
VALUES (:id, :story_id, :wording_id, :theme_id, :position, :content, :now);

-- name: excerpts_of_story
SELECT excerpts.id, excerpts.story_id, excerpts.wording_id, excerpts.theme_id, excerpts.content, excerpts.created_at,
       stories.project_id, stories.membership_id, stories.number
FROM excerpts JOIN stories ON stories.id = excerpts.story_id
WHERE excerpts.story_id = :story_id ORDER BY excerpts.position, excerpts.created_at;

-- name: excerpts_of_project
SELECT excerpts.id, excerpts.story_id, excerpts.wording_id, excerpts.theme_id, excerpts.content, excerpts.created_at,
       stories.project_id, stories.membership_id, stories.number
FROM excerpts JOIN stories ON stories.id = excerpts.story_id
WHERE stories.project_id = :project_id ORDER BY stories.number, excerpts.position, excerpts.created_at;

-- name: excerpts_of_teller
SELECT excerpts.id, excerpts.story_id, excerpts.wording_id, excerpts.theme_id, excerpts.content, excerpts.created_at,
       stories.project_id, stories.membership_id, stories.number
FROM excerpts JOIN stories ON stories.id = excerpts.story_id
WHERE stories.membership_id = :membership_id ORDER BY stories.number, excerpts.position, excerpts.created_at;

-- name: excerpt_remove
DELETE FROM excerpts WHERE id = :id AND story_id = :story_id;

-- name: excerpts_remove_of_teller
DELETE FROM excerpts
WHERE story_id IN (SELECT id FROM stories WHERE membership_id = :membership_id);

-- name: excerpt_translate
INSERT INTO excerpt_translations (excerpt_id, language, content, written_at)
VALUES (:excerpt_id, :language, :content, :now)
ON CONFLICT (excerpt_id, language) DO UPDATE SET content = excluded.content, written_at = excluded.written_at;

-- name: excerpt_translation_remove
DELETE FROM excerpt_translations WHERE excerpt_id = :excerpt_id AND language = :language;

-- name: excerpt_translations
SELECT excerpt_translations.excerpt_id, excerpt_translations.language, excerpt_translations.content
FROM excerpt_translations
JOIN excerpts ON excerpts.id = excerpt_translations.excerpt_id
JOIN stories ON stories.id = excerpts.story_id
WHERE stories.project_id = :project_id
  AND (CAST(:story_id AS TEXT) IS NULL OR stories.id = :story_id)
  AND (CAST(:membership_id AS TEXT) IS NULL OR stories.membership_id = :membership_id);
