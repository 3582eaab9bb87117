-- name: collecting_people
-- Everybody who joined and was not erased; the team are not participants.
SELECT memberships.id, memberships.role, memberships.number, memberships.needs,
       memberships.joined_at, memberships.left_at, participants.language
FROM memberships JOIN participants ON participants.id = memberships.participant_id
WHERE memberships.project_id = :project_id AND memberships.joined_at IS NOT NULL
  AND memberships.role IN ('patient', 'carer', 'staff')
ORDER BY memberships.role, memberships.number;

-- name: collecting_person
SELECT memberships.id, memberships.role, memberships.number, memberships.needs,
       memberships.joined_at, memberships.left_at, participants.language
FROM memberships JOIN participants ON participants.id = memberships.participant_id
WHERE memberships.id = :membership_id;

-- name: collecting_runs
-- What a person began and did not finish, and what they said at a menu and no story holds yet.
SELECT id, flow FROM runs
WHERE membership_id = :membership_id AND (
    status IN ('open', 'waiting', 'stuck')
    OR (
        EXISTS (SELECT 1 FROM answers WHERE answers.run_id = runs.id AND answers.name = 'asides')
        AND NOT EXISTS (SELECT 1 FROM stories WHERE stories.run_id = runs.id)
    )
)
ORDER BY started_at;
