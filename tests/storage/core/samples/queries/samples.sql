-- name: samples_make
CREATE TABLE samples (
    name TEXT PRIMARY KEY,
    number BIGINT,
    flag INTEGER,
    bytes BYTEA
);

-- name: samples_parts_make
CREATE TABLE parts (
    name TEXT PRIMARY KEY,
    sample TEXT NOT NULL REFERENCES samples (name) ON DELETE CASCADE
);

-- name: samples_add
INSERT INTO samples (name, number, flag, bytes) VALUES (:name, :number, :flag, :bytes);

-- name: samples_part_add
INSERT INTO parts (name, sample) VALUES (:name, :sample);

-- name: samples_put
-- short
-- It's a comment with an apostrophe and a :colon.
INSERT INTO samples (name, number) VALUES (:name, :number)
ON CONFLICT (name) DO UPDATE SET number = excluded.number
RETURNING name, number, bytes;

-- name: samples_count_up
UPDATE samples SET number = number + 1 WHERE name = :name;

-- name: samples_count_up_returning
UPDATE samples SET number = number + 1 RETURNING name;

-- name: samples_with_count_up
WITH chosen AS (SELECT name FROM samples WHERE number = :number)
UPDATE samples SET number = number + 1 WHERE name IN (SELECT name FROM chosen);

-- name: samples_find
-- One parameter in several places, one that may be NULL, a colon in a text.
SELECT name, number, flag, bytes, 'a:b' AS text FROM samples
WHERE (CAST(:name AS TEXT) IS NULL OR name = :name) AND (number >= :least OR :least < 0)
ORDER BY name;

-- name: samples_sum
SELECT count(*) AS rows_found, sum(number) AS total, max(number) > 1 AS many, avg(number) AS middle FROM samples;

-- name: samples_copy
INSERT INTO samples (name, number, flag) SELECT CAST(:name AS TEXT), CAST(:number AS BIGINT), flag FROM samples;

-- name: samples_delete
-- short
DELETE FROM samples WHERE name = :name;

-- name: samples_all
SELECT name FROM samples ORDER BY name;
