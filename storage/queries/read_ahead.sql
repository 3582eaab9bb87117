-- What storage/read_ahead.py reads of many people at once. Each query gives the rows, and the columns, of the
-- query after which it is called, with `of`: the parameter of that one.

-- name: ahead_consents_of
SELECT consents.membership_id AS of, consents.id, consents.item, consents.given, consents.version,
       consents.language, consents.words, consents.ordinal, consents.decided_at
FROM consents JOIN memberships ON memberships.id = consents.membership_id
WHERE memberships.project_id = :project_id AND memberships.role = :role
  AND memberships.number BETWEEN :first AND :last
ORDER BY consents.membership_id, consents.ordinal;

-- name: ahead_stories_of_membership
SELECT stories.membership_id AS of, stories.id, stories.project_id, stories.membership_id, stories.run_id,
       stories.number, stories.content, stories.version, stories.submitted_at, stories.changed_at,
       stories.editable_until, stories.reply_due_at
FROM stories JOIN memberships ON memberships.id = stories.membership_id
WHERE memberships.project_id = :project_id AND memberships.role = :role
  AND memberships.number BETWEEN :first AND :last
ORDER BY stories.membership_id, stories.number;

-- name: ahead_ratings_of_membership
SELECT ratings.membership_id AS of, ratings.id, ratings.round_id, ratings.membership_id, ratings.run_id,
       ratings.version, ratings.content, ratings.sent_at, rounds.project_id, rounds.number AS round_number
FROM ratings JOIN rounds ON rounds.id = ratings.round_id
JOIN memberships ON memberships.id = ratings.membership_id
WHERE memberships.project_id = :project_id AND memberships.role = :role
  AND memberships.number BETWEEN :first AND :last
ORDER BY ratings.membership_id, rounds.number, ratings.version;

-- name: ahead_wordings_of_membership
SELECT stories.membership_id AS of, wordings.id, stories.project_id, stories.membership_id, wordings.story_id,
       stories.number AS story_number, stories.version AS version_now, wordings.story_version, wordings.status,
       wordings.content, wordings.offered_at, wordings.silence_ends_at, wordings.answered_at, memberships.role,
       memberships.number AS teller_number
FROM wordings JOIN stories ON stories.id = wordings.story_id
JOIN memberships ON memberships.id = stories.membership_id
WHERE memberships.project_id = :project_id AND memberships.role = :role
  AND memberships.number BETWEEN :first AND :last
  AND wordings.number = (SELECT MAX(newest.number) FROM wordings AS newest WHERE newest.story_id = stories.id)
ORDER BY stories.membership_id, stories.number;

-- name: ahead_media_of_membership
SELECT media.membership_id AS of, media.id, media.kind, media.status, media.file
FROM media JOIN memberships ON memberships.id = media.membership_id
WHERE memberships.project_id = :project_id AND memberships.role = :role
  AND memberships.number BETWEEN :first AND :last
ORDER BY media.membership_id, media.created_at, media.id;

-- name: ahead_keys_wrapped
SELECT keys.owner AS of, keys.wrapped
FROM memberships JOIN keys ON keys.owner = 'membership:' || memberships.id
WHERE memberships.project_id = :project_id AND memberships.role = :role
  AND memberships.number BETWEEN :first AND :last;
