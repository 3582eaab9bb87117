-- name: reseal_keys_page
-- What the house key sealed is gone through in pages by its id, and sealed anew where nobody has written meanwhile.
SELECT owner AS id, wrapped AS sealed FROM keys WHERE parent = 'house' AND owner > :after ORDER BY owner LIMIT :most;

-- name: reseal_keys_put
UPDATE keys SET wrapped = :sealed WHERE owner = :id AND wrapped = :before;

-- name: reseal_inbox_payload_page
SELECT update_id AS id, payload AS sealed FROM inbox WHERE payload IS NOT NULL AND update_id > :after ORDER BY update_id LIMIT :most;

-- name: reseal_inbox_payload_put
UPDATE inbox SET payload = :sealed WHERE update_id = :id AND payload = :before;

-- name: reseal_outbox_message_page
SELECT id AS id, message AS sealed FROM outbox WHERE message IS NOT NULL AND id > :after ORDER BY id LIMIT :most;

-- name: reseal_outbox_message_put
UPDATE outbox SET message = :sealed WHERE id = :id AND message = :before;

-- name: reseal_outbox_reference_page
SELECT id AS id, reference AS sealed FROM outbox WHERE reference IS NOT NULL AND id > :after ORDER BY id LIMIT :most;

-- name: reseal_outbox_reference_put
UPDATE outbox SET reference = :sealed WHERE id = :id AND reference = :before;

-- name: reseal_addresses_external_id_page
SELECT id AS id, external_id AS sealed FROM addresses WHERE external_id IS NOT NULL AND id > :after ORDER BY id LIMIT :most;

-- name: reseal_addresses_external_id_put
UPDATE addresses SET external_id = :sealed WHERE id = :id AND external_id = :before;

-- name: reseal_notices_content_page
SELECT id AS id, content AS sealed FROM notices WHERE content IS NOT NULL AND id > :after ORDER BY id LIMIT :most;

-- name: reseal_notices_content_put
UPDATE notices SET content = :sealed WHERE id = :id AND content = :before;

-- name: reseal_locks_because_page
SELECT id AS id, because AS sealed FROM locks WHERE because IS NOT NULL AND id > :after ORDER BY id LIMIT :most;

-- name: reseal_locks_because_put
UPDATE locks SET because = :sealed WHERE id = :id AND because = :before;
