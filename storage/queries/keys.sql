-- name: keys_wrapped
-- short
SELECT wrapped FROM keys WHERE owner = :owner;

-- name: keys_add
INSERT INTO keys (owner, parent, wrapped) VALUES (:owner, :parent, :wrapped)
ON CONFLICT (owner) DO NOTHING;

-- name: keys_destroy
DELETE FROM keys WHERE owner = :owner;

-- name: keys_unmark
-- Only of a database in which nobody has any other key yet.
DELETE FROM keys WHERE owner = 'house' AND NOT EXISTS (SELECT 1 FROM keys AS others WHERE others.owner <> 'house');
