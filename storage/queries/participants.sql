-- name: participant_at
-- short
SELECT participants.id, participants.language, participants.membership_id,
       addresses.id AS address_id, addresses.unreachable_since,
       memberships.project_id, memberships.role, memberships.number,
       memberships.joined_at, memberships.left_at
FROM addresses
JOIN participants ON participants.id = addresses.participant_id
LEFT JOIN memberships ON memberships.id = participants.membership_id
WHERE addresses.external_print = :external_print;

-- name: participant_add
INSERT INTO participants (id, language, membership_id, created_at)
VALUES (:id, :language, NULL, :created_at);

-- name: address_add
INSERT INTO addresses (id, participant_id, channel, external_print, external_id, unreachable_since, created_at)
VALUES (:id, :participant_id, :channel, :external_print, :external_id, NULL, :created_at);

-- name: participant_speaks
UPDATE participants SET language = :language WHERE id = :id;

-- name: participant_goes_to
UPDATE participants SET membership_id = :membership_id WHERE id = :id;

-- name: address_reachable
UPDATE addresses SET unreachable_since = NULL WHERE id = :id;

-- name: address_unreachable
UPDATE addresses SET unreachable_since = :since WHERE id = :id AND unreachable_since IS NULL;

-- name: participants_without_place
-- People of whom nothing is left to keep: no membership, and nothing waiting to be sent to them.
SELECT id FROM participants
WHERE created_at < :before
  AND NOT EXISTS (SELECT 1 FROM memberships WHERE memberships.participant_id = participants.id)
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.participant_id = participants.id AND outbox.message IS NOT NULL)
LIMIT :most;

-- name: participants_remove
DELETE FROM participants
WHERE id IN (SELECT key FROM json_each(:ids)) AND created_at < :before
  AND NOT EXISTS (SELECT 1 FROM memberships WHERE memberships.participant_id = participants.id)
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.participant_id = participants.id AND outbox.message IS NOT NULL);

-- name: participant_language
SELECT participants.language FROM memberships JOIN participants ON participants.id = memberships.participant_id
WHERE memberships.id = :membership_id;

-- name: address_crowded
UPDATE addresses SET crowded_until = :until WHERE id = :id;
