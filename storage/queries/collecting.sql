-- name: collecting_people
-- Everybody who joined and was not erased; facilitators are not participants.
SELECT memberships.id, memberships.role, memberships.number, memberships.needs,
       memberships.joined_at, memberships.left_at, participants.language
FROM memberships JOIN participants ON participants.id = memberships.participant_id
WHERE memberships.project_id = :project_id AND memberships.joined_at IS NOT NULL
  AND memberships.role <> 'facilitator'
ORDER BY memberships.role, memberships.number;

-- name: collecting_person
SELECT memberships.id, memberships.role, memberships.number, memberships.needs,
       memberships.joined_at, memberships.left_at, participants.language
FROM memberships JOIN participants ON participants.id = memberships.participant_id
WHERE memberships.id = :membership_id;

-- name: collecting_runs
-- What a person began and did not finish.
SELECT id, flow FROM runs
WHERE membership_id = :membership_id AND status IN ('open', 'waiting', 'stuck') ORDER BY started_at;
