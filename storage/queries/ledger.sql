-- name: taken_back_add
INSERT INTO taken_back (id, what, about, detail, at) VALUES (:id, :what, :about, :detail, :at)
ON CONFLICT (id) DO NOTHING;

-- name: taken_back_every
SELECT id, what, about, detail, at FROM taken_back ORDER BY at, id;

-- name: wording_refuse
-- Whatever became of it before: its teller said no.
UPDATE wordings SET status = 'refused', answered_at = :at, remind_at = NULL
WHERE id = :id AND status IN ('offered', 'changed', 'accepted');

-- name: invitation_end
UPDATE invitations SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL;

-- name: membership_with_id
SELECT id, project_id, participant_id, role, number, joined_at, left_at FROM memberships WHERE id = :id;

-- name: suggestion_of
SELECT priorities.project_id FROM priorities WHERE priorities.id = :id;

-- name: exchange_of
SELECT exchanges.project_id, exchanges.number FROM exchanges WHERE exchanges.id = :id;
