-- name: update_recipients_freeze
-- All at once: whoever else writes must not wait for thousands of statements.
INSERT INTO update_recipients (update_id, membership_id, state)
SELECT :update_id, value, 'chosen' FROM json_each(:memberships);
