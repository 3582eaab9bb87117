-- name: membership_add
INSERT INTO memberships (id, project_id, participant_id, role, number, needs, invited_at, joined_at, left_at)
VALUES (:id, :project_id, :participant_id, :role, :number, NULL, :invited_at, NULL, NULL);

-- name: role_number_next
INSERT INTO role_numbers (project_id, role, given) VALUES (:project_id, :role, 1)
ON CONFLICT (project_id, role) DO UPDATE SET given = role_numbers.given + 1
RETURNING given;

-- name: membership_in
SELECT id, project_id, participant_id, role, number, joined_at, left_at FROM memberships
WHERE project_id = :project_id AND participant_id = :participant_id;

-- name: memberships_of
-- short
SELECT id, project_id, participant_id, role, number, joined_at, left_at FROM memberships
WHERE participant_id = :participant_id ORDER BY invited_at;

-- name: membership_joins
UPDATE memberships SET joined_at = :now, left_at = NULL, needs = :needs WHERE id = :id;

-- name: membership_leaves
UPDATE memberships SET left_at = :now WHERE id = :id AND left_at IS NULL;

-- name: membership_returns
UPDATE memberships SET left_at = NULL WHERE id = :id;

-- name: memberships_counted
SELECT COUNT(*) AS people FROM memberships
WHERE project_id = :project_id AND role IN ('patient', 'carer', 'staff') AND joined_at IS NOT NULL;

-- name: memberships_never_joined
SELECT id, project_id, participant_id, role, number, joined_at, left_at FROM memberships
WHERE joined_at IS NULL AND invited_at < :before;

-- name: facilitators_of
SELECT id, participant_id FROM memberships
WHERE project_id = :project_id AND role = 'facilitator' AND joined_at IS NOT NULL AND left_at IS NULL;

-- name: members_of_project
-- Everybody who takes part now, with the consents of today that decide about asking and telling them.
SELECT memberships.id, memberships.participant_id, memberships.role, memberships.number, participants.language,
       memberships.joined_at,
       (SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
        ORDER BY ordinal DESC LIMIT 1) AS takes_part,
       (SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'contact_me'
        ORDER BY ordinal DESC LIMIT 1) AS contact_me,
       EXISTS (SELECT 1 FROM addresses WHERE addresses.participant_id = memberships.participant_id
               AND addresses.unreachable_since IS NULL) AS reachable,
       EXISTS (SELECT 1 FROM assisted_people WHERE assisted_people.membership_id = memberships.id) AS assisted
FROM memberships JOIN participants ON participants.id = memberships.participant_id
WHERE memberships.project_id = :project_id AND memberships.joined_at IS NOT NULL AND memberships.left_at IS NULL
ORDER BY memberships.role, memberships.number;

-- name: members_after
-- short
SELECT id FROM memberships
WHERE project_id = :project_id AND id > :after AND joined_at IS NOT NULL AND left_at IS NULL
ORDER BY id LIMIT :most;

-- name: member_with_id
-- short
-- The same for one of them.
SELECT memberships.id, memberships.participant_id, memberships.role, memberships.number, participants.language,
       memberships.joined_at,
       (SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'take_part'
        ORDER BY ordinal DESC LIMIT 1) AS takes_part,
       (SELECT given FROM consents WHERE membership_id = memberships.id AND item = 'contact_me'
        ORDER BY ordinal DESC LIMIT 1) AS contact_me,
       EXISTS (SELECT 1 FROM addresses WHERE addresses.participant_id = memberships.participant_id
               AND addresses.unreachable_since IS NULL) AS reachable,
       EXISTS (SELECT 1 FROM assisted_people WHERE assisted_people.membership_id = memberships.id) AS assisted
FROM memberships JOIN participants ON participants.id = memberships.participant_id
WHERE memberships.id = :id AND memberships.joined_at IS NOT NULL AND memberships.left_at IS NULL;

-- name: project_of_membership
SELECT project_id FROM memberships WHERE id = :id;

-- name: roles_in_project
SELECT id, role FROM memberships WHERE project_id = :project_id;

-- name: membership_role
SELECT role FROM memberships WHERE id = :id;

-- name: consent_add
INSERT INTO consents (id, membership_id, item, given, version, language, words, ordinal, decided_at)
SELECT :id, :membership_id, :item, :given, :version, :language, :words, COALESCE(MAX(ordinal), 0) + 1, :decided_at
FROM consents WHERE membership_id = :membership_id;

-- name: consents_of
-- short
SELECT id, item, given, version, language, words, ordinal, decided_at FROM consents
WHERE membership_id = :membership_id ORDER BY ordinal;

-- name: consents_in_project
-- Every decision of everybody, the newest last.
SELECT consents.membership_id, consents.item, consents.given
FROM consents JOIN memberships ON memberships.id = consents.membership_id
WHERE memberships.project_id = :project_id ORDER BY consents.membership_id, consents.ordinal;
