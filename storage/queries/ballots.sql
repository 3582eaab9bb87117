-- name: ballot_put
-- One person, one ballot in a round: the second time it is changed in place.
INSERT INTO ballots (id, round_id, membership_id, run_id, content, cast_at, changed_at)
VALUES (:id, :round_id, :membership_id, :run_id, :content, :now, :now)
ON CONFLICT (round_id, membership_id)
DO UPDATE SET run_id = excluded.run_id, content = excluded.content, changed_at = excluded.changed_at;

-- name: ballot_id
SELECT id FROM ballots WHERE round_id = :round_id AND membership_id = :membership_id;

-- name: ballot_reword
UPDATE ballots SET content = :content WHERE id = :id;

-- name: ballot_of
SELECT ballots.id, ballots.round_id, ballots.membership_id, ballots.run_id, ballots.content, ballots.cast_at,
       ballots.changed_at, memberships.project_id
FROM ballots JOIN memberships ON memberships.id = ballots.membership_id
WHERE ballots.round_id = :round_id AND ballots.membership_id = :membership_id;

-- name: ballots_of_membership
SELECT ballots.id, ballots.round_id, ballots.membership_id, ballots.run_id, ballots.content, ballots.cast_at,
       ballots.changed_at, memberships.project_id
FROM ballots JOIN memberships ON memberships.id = ballots.membership_id
WHERE ballots.membership_id = :membership_id ORDER BY ballots.cast_at, ballots.id;

-- name: ballot_is_there
-- short
SELECT 1 AS voted FROM ballots WHERE round_id = :round_id AND membership_id = :membership_id;

-- name: ballots_voters
SELECT membership_id FROM ballots WHERE round_id = :round_id ORDER BY changed_at, id;
