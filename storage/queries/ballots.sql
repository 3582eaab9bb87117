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

-- name: ballots_voters
SELECT membership_id FROM ballots WHERE round_id = :round_id ORDER BY changed_at, id;

-- name: ballots_of_round
-- Every ballot of a round, the one that stood longest first, with the key that it is sealed under, the role of its
-- voter, and whether they take part now.
SELECT ballots.id, ballots.round_id, ballots.membership_id, ballots.run_id, ballots.content, ballots.cast_at,
       ballots.changed_at, memberships.project_id, memberships.role, keys.wrapped,
       CASE WHEN memberships.joined_at IS NOT NULL AND memberships.left_at IS NULL AND (
           SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
           ORDER BY ordinal DESC LIMIT 1
       ) = 1 THEN 1 ELSE 0 END AS takes_part
FROM ballots JOIN memberships ON memberships.id = ballots.membership_id
LEFT JOIN keys ON keys.owner = 'membership:' || memberships.id
WHERE ballots.round_id = :round_id ORDER BY ballots.changed_at, ballots.id;

-- name: ballots_count
SELECT COUNT(*) AS ballots FROM ballots WHERE round_id = :round_id;

-- name: ballots_by_role
-- How many people of each role who take part now have a ballot in a round.
SELECT memberships.role, COUNT(*) AS ballots
FROM ballots JOIN memberships ON memberships.id = ballots.membership_id
WHERE ballots.round_id = :round_id AND memberships.joined_at IS NOT NULL AND memberships.left_at IS NULL AND (
    SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
    ORDER BY ordinal DESC LIMIT 1
) = 1
GROUP BY memberships.role;
