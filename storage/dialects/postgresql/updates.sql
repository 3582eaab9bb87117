-- name: update_recipients_freeze
-- All at once: whoever else writes must not wait for thousands of statements.
INSERT INTO update_recipients (update_id, membership_id, state)
SELECT CAST(:update_id AS TEXT), value, 'chosen' FROM jsonb_array_elements_text(CAST(CAST(:memberships AS TEXT) AS JSONB));
