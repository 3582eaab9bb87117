-- name: exchange_add
INSERT INTO exchanges (id, project_id, number, kind, about_kind, about_number, membership_id, named, content, version,
                       made_at, waits_since, due_at, answered_at, seen_at, closed_at)
VALUES (:id, :project_id, :number, :kind, :about_kind, :about_number, :membership_id, :named, :content, 1,
        :made_at, :waits_since, :due_at, :answered_at, NULL, NULL);

-- name: exchange_change
-- By whoever saw it as it stands: of two at once, the second one has not.
UPDATE exchanges SET content = :content, version = version + 1, waits_since = :waits_since, due_at = :due_at,
    answered_at = :answered_at, closed_at = :closed_at
WHERE id = :id AND version = :version;

-- name: exchange_seen
UPDATE exchanges SET seen_at = :now WHERE id = :id;

-- name: exchange_noticed
UPDATE exchanges SET notice = :notice WHERE id = :id;

-- name: exchange_remove
DELETE FROM exchanges WHERE id = :id;

-- name: exchange_numbered
SELECT exchanges.*, memberships.participant_id, memberships.role, memberships.number AS asker_number,
       memberships.left_at, first_names.name
FROM exchanges JOIN memberships ON memberships.id = exchanges.membership_id
LEFT JOIN first_names ON first_names.membership_id = exchanges.membership_id
WHERE exchanges.project_id = :project_id AND exchanges.number = :number;

-- name: exchanges_of_project
SELECT exchanges.*, memberships.participant_id, memberships.role, memberships.number AS asker_number,
       memberships.left_at, first_names.name
FROM exchanges JOIN memberships ON memberships.id = exchanges.membership_id
LEFT JOIN first_names ON first_names.membership_id = exchanges.membership_id
WHERE exchanges.project_id = :project_id ORDER BY exchanges.number;

-- name: exchanges_waiting
-- Of people who have not left: whoever left wants to hear nothing any more.
SELECT exchanges.*, memberships.participant_id, memberships.role, memberships.number AS asker_number,
       memberships.left_at, first_names.name
FROM exchanges JOIN memberships ON memberships.id = exchanges.membership_id
LEFT JOIN first_names ON first_names.membership_id = exchanges.membership_id
WHERE exchanges.project_id = :project_id AND exchanges.waits_since IS NOT NULL AND memberships.left_at IS NULL
ORDER BY exchanges.waits_since, exchanges.number;

-- name: exchanges_of_membership
-- short
SELECT exchanges.*, memberships.participant_id, memberships.role, memberships.number AS asker_number,
       memberships.left_at, first_names.name
FROM exchanges JOIN memberships ON memberships.id = exchanges.membership_id
LEFT JOIN first_names ON first_names.membership_id = exchanges.membership_id
WHERE exchanges.membership_id = :membership_id ORDER BY exchanges.number;

-- name: first_name_put
INSERT INTO first_names (membership_id, name) VALUES (:membership_id, :name)
ON CONFLICT (membership_id) DO UPDATE SET name = excluded.name;

-- name: first_name_drop
DELETE FROM first_names WHERE membership_id = :membership_id;

-- name: first_name_of
SELECT name FROM first_names WHERE membership_id = :membership_id;
