-- name: workshop_add
INSERT INTO workshops (id, project_id, number, update_id, content, made_at, closes_at)
VALUES (:id, :project_id, :number, :update_id, :content, :now, :closes_at);

-- name: workshop_numbered
SELECT id, project_id, number, update_id, content, result, made_at, closes_at, closed_at
FROM workshops WHERE project_id = :project_id AND number = :number;

-- name: workshop_of_update
SELECT id, project_id, number, update_id, content, result, made_at, closes_at, closed_at
FROM workshops WHERE update_id = :update_id;

-- name: workshops_of_project
SELECT id, project_id, number, update_id, content, result, made_at, closes_at, closed_at
FROM workshops WHERE project_id = :project_id ORDER BY number;

-- name: workshop_change
UPDATE workshops SET content = :content WHERE id = :id;

-- name: workshop_closes
UPDATE workshops SET closes_at = :closes_at WHERE id = :id AND closed_at IS NULL;

-- name: workshop_hold
-- Who answers and who closes wait for one another here.
UPDATE workshops SET closes_at = closes_at WHERE id = :id;

-- name: workshop_close
UPDATE workshops SET closed_at = :now, result = :result WHERE id = :id AND closed_at IS NULL;

-- name: workshops_to_close
SELECT workshops.number FROM workshops JOIN updates ON updates.id = workshops.update_id
WHERE workshops.project_id = :project_id AND workshops.closed_at IS NULL AND workshops.closes_at <= :now
  AND updates.status <> 'cancelled'
ORDER BY workshops.number;

-- name: workshop_photo_add
INSERT INTO workshop_photos (blob, workshop_id, position) VALUES (:blob, :workshop_id, :position);

-- name: workshop_photos_of
SELECT blob, position, kept FROM workshop_photos WHERE workshop_id = :workshop_id ORDER BY position;

-- name: workshop_photo_kept
UPDATE workshop_photos SET kept = 1 WHERE blob = :blob;

-- name: workshop_photo_remove
DELETE FROM workshop_photos WHERE blob = :blob;

-- name: workshop_blobs_discard
INSERT INTO discarded_blobs (blob, discarded_at)
SELECT workshop_photos.blob, CAST(:now AS TEXT)
FROM workshop_photos JOIN workshops ON workshops.id = workshop_photos.workshop_id
WHERE workshops.project_id = :project_id
ON CONFLICT (blob) DO NOTHING;

-- name: workshop_answer_put
-- What somebody said before gives way to what they say now, and nobody of the team has seen that.
INSERT INTO workshop_answers (id, workshop_id, membership_id, was_there, content, made_at, changed_at)
VALUES (:id, :workshop_id, :membership_id, :was_there, :content, :now, :now)
ON CONFLICT (workshop_id, membership_id)
DO UPDATE SET was_there = excluded.was_there, content = excluded.content, changed_at = excluded.changed_at,
    seen_at = NULL;

-- name: workshop_answer_of
SELECT workshop_answers.id, workshop_answers.membership_id, workshop_answers.was_there, workshop_answers.content,
       workshop_answers.made_at, workshop_answers.changed_at, workshop_answers.seen_at, memberships.project_id,
       memberships.role, memberships.number AS teller_number, workshops.number AS workshop_number
FROM workshop_answers
JOIN memberships ON memberships.id = workshop_answers.membership_id
JOIN workshops ON workshops.id = workshop_answers.workshop_id
WHERE workshop_answers.workshop_id = :workshop_id AND workshop_answers.membership_id = :membership_id;

-- name: workshop_answers_of
-- In the order in which they came.
SELECT workshop_answers.id, workshop_answers.membership_id, workshop_answers.was_there, workshop_answers.content,
       workshop_answers.made_at, workshop_answers.changed_at, workshop_answers.seen_at, memberships.project_id,
       memberships.role, memberships.number AS teller_number, workshops.number AS workshop_number
FROM workshop_answers
JOIN memberships ON memberships.id = workshop_answers.membership_id
JOIN workshops ON workshops.id = workshop_answers.workshop_id
WHERE workshop_answers.workshop_id = :workshop_id
ORDER BY workshop_answers.made_at, workshop_answers.id;

-- name: workshop_answers_of_membership
SELECT workshop_answers.id, workshop_answers.membership_id, workshop_answers.was_there, workshop_answers.content,
       workshop_answers.made_at, workshop_answers.changed_at, workshop_answers.seen_at, memberships.project_id,
       memberships.role, memberships.number AS teller_number, workshops.number AS workshop_number
FROM workshop_answers
JOIN memberships ON memberships.id = workshop_answers.membership_id
JOIN workshops ON workshops.id = workshop_answers.workshop_id
WHERE workshop_answers.membership_id = :membership_id ORDER BY workshops.number;

-- name: workshop_answer_reword
UPDATE workshop_answers SET content = :content WHERE id = :id;

-- name: workshop_answers_seen
UPDATE workshop_answers SET seen_at = :now WHERE workshop_id = :workshop_id AND seen_at IS NULL;

-- name: workshop_answers_unseen
SELECT workshops.number, COUNT(*) AS answers FROM workshop_answers
JOIN workshops ON workshops.id = workshop_answers.workshop_id
WHERE workshops.project_id = :project_id AND workshop_answers.seen_at IS NULL AND workshop_answers.was_there = 0
GROUP BY workshops.number;
