-- name: assisted_add
INSERT INTO assisted_people (membership_id, code, code_print, entered_at)
VALUES (:membership_id, :code, :code_print, :now);

-- name: assisted_with_code
SELECT membership_id FROM assisted_people WHERE code_print = :code_print;

-- name: assisted_person
-- Somebody who has no address, with their place.
SELECT assisted_people.membership_id, assisted_people.code, memberships.project_id, memberships.participant_id,
       memberships.role, memberships.number, memberships.joined_at, memberships.left_at, participants.language
FROM assisted_people
JOIN memberships ON memberships.id = assisted_people.membership_id
JOIN participants ON participants.id = memberships.participant_id
WHERE assisted_people.membership_id = :membership_id;

-- name: assisted_counted
SELECT COUNT(*) AS people FROM assisted_people
JOIN memberships ON memberships.id = assisted_people.membership_id
WHERE memberships.project_id = :project_id;

-- name: assisted_in_project
SELECT assisted_people.membership_id FROM assisted_people
JOIN memberships ON memberships.id = assisted_people.membership_id
WHERE memberships.project_id = :project_id;

-- name: assisted_entry_add
INSERT INTO assisted_entries (id, membership_id, kind, subject_id, how, taken_on, entered_by, entered_at)
VALUES (:id, :membership_id, :kind, :subject_id, :how, :taken_on, :entered_by, :now);

-- name: assisted_entries_of
SELECT e.kind, e.subject_id, e.how, e.taken_on, e.entered_at, enterer.number AS entered_by
FROM assisted_entries AS e LEFT JOIN memberships AS enterer ON enterer.id = e.entered_by
WHERE e.membership_id = :membership_id ORDER BY e.entered_at, e.kind, e.id;

-- name: assisted_entry_on
-- How something was entered, the newest time.
SELECT e.kind, e.subject_id, e.how, e.taken_on, e.entered_at, enterer.number AS entered_by
FROM assisted_entries AS e LEFT JOIN memberships AS enterer ON enterer.id = e.entered_by
WHERE e.subject_id = :subject_id ORDER BY e.entered_at DESC LIMIT 1;

-- name: run_becomes_theirs
-- What was entered for somebody is theirs from now on, as if they had told it themselves.
UPDATE runs SET participant_id = :participant_id, flow = :flow, context = :context,
    turn = (SELECT COALESCE(MAX(others.turn), 0) + 1 FROM runs AS others WHERE others.participant_id = :participant_id)
WHERE id = :id;

-- name: run_sources_forget
DELETE FROM sources WHERE run_id = :id;
