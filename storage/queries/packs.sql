-- name: pack_add
INSERT INTO packs (id, project_id, number, kind, language, made_by, made_at, destroy_by)
VALUES (:id, :project_id, :number, :kind, :language, :made_by, :made_at, :destroy_by);

-- name: pack_remove
DELETE FROM packs WHERE id = :id;

-- name: pack_by_id
SELECT packs.id, packs.project_id, packs.number, packs.kind, packs.language, packs.made_at, packs.destroy_by,
       packs.destroyed_at, memberships.number AS made_by
FROM packs LEFT JOIN memberships ON memberships.id = packs.made_by
WHERE packs.id = :id;

-- name: packs_about
SELECT packs.id, packs.project_id, packs.number, packs.kind, packs.language, packs.made_at, packs.destroy_by,
       packs.destroyed_at, memberships.number AS made_by
FROM packs LEFT JOIN memberships ON memberships.id = packs.made_by
WHERE packs.project_id = :project_id AND packs.destroyed_at IS NULL
ORDER BY packs.number;

-- name: pack_destroyed
UPDATE packs SET destroyed_at = :now WHERE project_id = :project_id AND number = :number AND destroyed_at IS NULL;

-- name: pack_piece_add
-- Somebody may have been erased since it was gathered; then it is of nobody.
INSERT INTO pack_pieces (id, pack_id, membership_id, kind, subject_id, code)
VALUES (:id, :pack_id, (SELECT id FROM memberships WHERE id = :membership_id), :kind, :subject_id, :code);

-- name: pack_pieces_about
SELECT pack_pieces.id, pack_pieces.pack_id, pack_pieces.membership_id, pack_pieces.kind, pack_pieces.subject_id,
       pack_pieces.code, pack_pieces.called_back_at, packs.project_id
FROM pack_pieces JOIN packs ON packs.id = pack_pieces.pack_id
WHERE packs.project_id = :project_id AND packs.destroyed_at IS NULL
ORDER BY packs.number, pack_pieces.id;

-- name: pack_codes
SELECT pack_pieces.id, packs.project_id, pack_pieces.code
FROM pack_pieces JOIN packs ON packs.id = pack_pieces.pack_id
WHERE packs.project_id = :project_id AND packs.kind = :kind AND pack_pieces.kind != 'person';

-- name: pack_piece_called_back
UPDATE pack_pieces SET called_back_at = :now WHERE id = :id AND called_back_at IS NULL;

-- name: project_packs_remove
DELETE FROM packs WHERE project_id = :project_id;
