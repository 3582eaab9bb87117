-- name: contribution_add
-- short
-- A contribution that is changed keeps the day by which its teller hears.
INSERT INTO contributions (kind, subject_id, project_id, membership_id, number, owner_id, made_at, due_at)
VALUES (:kind, :subject_id, :project_id, :membership_id, :number, :owner_id, :made_at, :due_at)
ON CONFLICT (kind, subject_id) DO NOTHING;

-- name: contribution_answered
-- What is written in the chat reaches nobody who does not use it: they have heard once somebody told them.
UPDATE contributions SET answered_at = :now, answer = :answer
WHERE kind = :kind AND subject_id = :subject_id AND answered_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM assisted_people WHERE assisted_people.membership_id = contributions.membership_id);

-- name: contribution_told
UPDATE contributions SET answered_at = :now, answer = :answer
WHERE kind = :kind AND subject_id = :subject_id AND answered_at IS NULL;

-- name: contribution_gone
DELETE FROM contributions WHERE kind = :kind AND subject_id = :subject_id;

-- name: contributions_of_kind_gone
DELETE FROM contributions WHERE kind = :kind AND membership_id = :membership_id AND answered_at IS NULL;

-- name: contributions_due
UPDATE contributions SET due_at = :due_at
WHERE kind = :kind AND project_id = :project_id AND number = :number AND answered_at IS NULL;

-- name: contributions_of_number_answered
UPDATE contributions SET answered_at = :now, answer = :answer
WHERE kind = :kind AND project_id = :project_id AND number = :number AND answered_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM assisted_people WHERE assisted_people.membership_id = contributions.membership_id);

-- name: contribution_taken
UPDATE contributions SET owner_id = :owner_id
WHERE kind = :kind AND project_id = :project_id AND number = :number AND answered_at IS NULL;

-- name: contributions_owed
-- What nobody has answered, of people who have not left: whoever left wants to hear nothing any more.
SELECT c.kind, c.subject_id, c.number, c.membership_id, c.owner_id, c.made_at, c.due_at,
       memberships.role, memberships.number AS teller_number, owner.number AS owner_number,
       EXISTS (SELECT 1 FROM assisted_people WHERE assisted_people.membership_id = c.membership_id) AS assisted
FROM contributions AS c
JOIN memberships ON memberships.id = c.membership_id AND memberships.left_at IS NULL
LEFT JOIN memberships AS owner ON owner.id = c.owner_id AND owner.role = 'facilitator' AND owner.left_at IS NULL
WHERE c.project_id = :project_id AND c.answered_at IS NULL
ORDER BY c.due_at, c.made_at, c.kind, c.number;

-- name: contributions_overdue_counted
SELECT COUNT(*) AS overdue FROM contributions AS c
JOIN memberships ON memberships.id = c.membership_id AND memberships.left_at IS NULL
WHERE c.project_id = :project_id AND c.answered_at IS NULL AND c.due_at <= :now;

-- name: facilitators_owing
-- Every facilitator who is there, with how much each of them has to answer.
SELECT memberships.id, memberships.number,
       (SELECT COUNT(*) FROM contributions
        WHERE contributions.owner_id = memberships.id AND contributions.answered_at IS NULL) AS owes
FROM memberships
WHERE memberships.project_id = :project_id AND memberships.role = 'facilitator'
  AND memberships.joined_at IS NOT NULL AND memberships.left_at IS NULL
ORDER BY memberships.number;

-- name: contributions_without_owner
SELECT c.kind, c.subject_id FROM contributions AS c
LEFT JOIN memberships AS owner ON owner.id = c.owner_id AND owner.role = 'facilitator' AND owner.left_at IS NULL
WHERE c.project_id = :project_id AND c.answered_at IS NULL AND owner.id IS NULL
ORDER BY c.due_at, c.kind, c.number;

-- name: contribution_owner
UPDATE contributions SET owner_id = :owner_id WHERE kind = :kind AND subject_id = :subject_id;
