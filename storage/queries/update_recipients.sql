-- name: update_slice
-- The next of those who have not been handed to the outbox, with what decides today whether they are told.
SELECT memberships.id, memberships.participant_id, memberships.role, memberships.number, participants.language,
       memberships.joined_at, memberships.left_at,
       (SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
        ORDER BY ordinal DESC LIMIT 1) AS takes_part,
       (SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'contact_me'
        ORDER BY ordinal DESC LIMIT 1) AS contact_me,
       EXISTS (SELECT 1 FROM addresses WHERE addresses.participant_id = memberships.participant_id
               AND addresses.unreachable_since IS NULL) AS reachable,
       EXISTS (SELECT 1 FROM assisted_people WHERE assisted_people.membership_id = memberships.id) AS assisted
FROM update_recipients
JOIN memberships ON memberships.id = update_recipients.membership_id
JOIN participants ON participants.id = memberships.participant_id
WHERE update_recipients.update_id = :update_id AND update_recipients.state = 'chosen'
ORDER BY update_recipients.membership_id LIMIT :most;

-- name: update_recipient_settled
UPDATE update_recipients SET state = :state, outbox_id = :outbox_id
WHERE update_id = :update_id AND membership_id = :membership_id AND state IN ('chosen', 'waits');

-- name: update_recipient
SELECT update_id, membership_id, state, outbox_id, shown_id, opened_at, reaction FROM update_recipients
WHERE update_id = :update_id AND membership_id = :membership_id;

-- name: update_place
-- Which place of this person an update was meant for.
SELECT update_recipients.membership_id FROM update_recipients
JOIN memberships ON memberships.id = update_recipients.membership_id
WHERE update_recipients.update_id = :update_id AND memberships.participant_id = :participant_id
  AND memberships.joined_at IS NOT NULL AND memberships.left_at IS NULL;

-- name: update_opened
UPDATE update_recipients
SET shown_id = :shown_id, stale = 0, opened_at = CASE WHEN opened_at IS NULL THEN :now ELSE opened_at END
WHERE update_id = :update_id AND membership_id = :membership_id;

-- name: update_reacted
UPDATE update_recipients SET reaction = :reaction WHERE update_id = :update_id AND membership_id = :membership_id;

-- name: update_goes_stale
UPDATE update_recipients SET stale = 1 WHERE update_id = :update_id AND shown_id IS NOT NULL;

-- name: update_stale
SELECT update_recipients.membership_id, update_recipients.shown_id, memberships.participant_id
FROM update_recipients JOIN memberships ON memberships.id = update_recipients.membership_id
WHERE update_recipients.update_id = :update_id AND update_recipients.stale = 1
ORDER BY update_recipients.membership_id LIMIT :most;

-- name: update_is_fresh
UPDATE update_recipients SET stale = 0 WHERE update_id = :update_id AND membership_id = :membership_id;

-- name: update_recipient_held
-- Whether their notice still waits. Who takes the update back at the same moment waits here for what becomes of it.
UPDATE update_recipients SET state = state
WHERE update_id = :update_id AND membership_id = :membership_id AND state = 'waits' AND opened_at IS NULL;

-- name: update_drop_chosen
UPDATE update_recipients SET state = 'dropped'
WHERE update_id = :update_id AND state IN ('chosen', 'waits') AND opened_at IS NULL;

-- name: update_in_outbox
-- Whose notice of it lies in the outbox, in the order in which messages are taken from there.
SELECT update_recipients.membership_id, update_recipients.outbox_id, update_recipients.opened_at
FROM update_recipients JOIN outbox ON outbox.id = update_recipients.outbox_id
WHERE update_recipients.update_id = :update_id AND update_recipients.state = 'queued' AND outbox.status = 'waiting'
ORDER BY outbox.priority, outbox.ordinal;

-- name: update_recipient_becomes
UPDATE update_recipients SET state = :state, outbox_id = NULL
WHERE update_id = :update_id AND membership_id = :membership_id AND state = 'queued';

-- name: update_recipients_remember
-- What became of notices that the outbox is about to forget.
UPDATE update_recipients
SET state = (SELECT status FROM outbox WHERE outbox.id = update_recipients.outbox_id), outbox_id = NULL
WHERE state = 'queued' AND outbox_id IN (
    SELECT outbox.id FROM outbox
    WHERE outbox.id IN (SELECT key FROM json_each(:ids)) AND outbox.settled_at < :before);

-- name: update_progress
-- How many recipients stand where; unreachable are those who are away and whose notice is kept for them, later those
-- who chose to hear later. Whoever has read it from the menu has it; whoever else has no notice any more that waits no
-- longer wants to be told.
SELECT stands, COUNT(*) AS people, SUM(opened) AS opened, SUM(reacted) AS reacted, SUM(replied) AS replied FROM (
    SELECT CASE WHEN r.state IN ('chosen', 'waits', 'queued') AND r.opened_at IS NOT NULL THEN 'delivered'
                WHEN r.state NOT IN ('waits', 'queued') THEN r.state
                WHEN r.state = 'waits' AND NOT EXISTS (
                    SELECT 1 FROM notices WHERE notices.membership_id = r.membership_id
                    AND notices.subject = 'update ' || r.update_id) THEN 'told_not'
                WHEN r.state = 'queued' AND outbox.status NOT IN ('waiting', 'sending') THEN outbox.status
                WHEN r.state = 'queued' AND outbox.status IS NULL THEN 'delivered'
                WHEN NOT EXISTS (
                    SELECT 1 FROM addresses WHERE addresses.participant_id = memberships.participant_id
                    AND addresses.unreachable_since IS NULL) THEN 'unreachable'
                WHEN r.state = 'waits' THEN 'later'
                ELSE 'waiting' END AS stands,
           CASE WHEN r.opened_at IS NULL THEN 0 ELSE 1 END AS opened,
           CASE WHEN r.reaction IS NULL THEN 0 ELSE 1 END AS reacted,
           CASE WHEN EXISTS (SELECT 1 FROM update_replies WHERE update_replies.update_id = r.update_id
                             AND update_replies.membership_id = r.membership_id) THEN 1 ELSE 0 END AS replied
    FROM update_recipients AS r JOIN memberships ON memberships.id = r.membership_id
    LEFT JOIN outbox ON outbox.id = r.outbox_id
    WHERE r.update_id = :update_id
) AS each_one GROUP BY stands ORDER BY stands;

-- name: update_reactions
SELECT reaction, COUNT(*) AS people FROM update_recipients
WHERE update_id = :update_id AND reaction IS NOT NULL GROUP BY reaction ORDER BY reaction;

-- name: updates_got
-- Which updates somebody was meant to get, and what they did with them: for their own data.
SELECT updates.number, update_recipients.state, update_recipients.opened_at, update_recipients.reaction
FROM update_recipients JOIN updates ON updates.id = update_recipients.update_id
WHERE update_recipients.membership_id = :membership_id AND updates.status IN ('sending', 'sent')
ORDER BY updates.number;
