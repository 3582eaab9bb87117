-- name: copy_columns
-- Every column of every table, and which place it has in the primary key: 0 for none.
SELECT tables.name AS table_name, columns.name AS column_name, columns.pk AS key_place
FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite!_%' ESCAPE '!'
ORDER BY tables.name, columns.name;

-- name: copy_references
-- References between tables that must not be looked at before all rows are there: here one setting does for all.
SELECT '' AS table_name, '' AS name WHERE 1 = 0;
