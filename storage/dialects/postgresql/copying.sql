-- name: copy_columns
-- Every column of every table, and which place it has in the primary key: 0 for none.
SELECT tables.table_name AS table_name, columns.column_name AS column_name,
       COALESCE((SELECT keys.ordinal_position FROM information_schema.table_constraints AS held
                 JOIN information_schema.key_column_usage AS keys
                 ON keys.constraint_name = held.constraint_name AND keys.table_schema = held.table_schema
                    AND keys.table_name = held.table_name
                 WHERE held.constraint_type = 'PRIMARY KEY' AND held.table_schema = tables.table_schema
                   AND held.table_name = tables.table_name AND keys.column_name = columns.column_name), 0) AS key_place
FROM information_schema.tables AS tables
JOIN information_schema.columns AS columns
     ON columns.table_schema = tables.table_schema AND columns.table_name = tables.table_name
WHERE tables.table_schema = current_schema() AND tables.table_type = 'BASE TABLE'
ORDER BY tables.table_name, columns.column_name;

-- name: copy_references
-- References between tables that must not be looked at before all rows are there.
SELECT tables.relname AS table_name, held.conname AS name
FROM pg_constraint AS held
JOIN pg_class AS tables ON tables.oid = held.conrelid
JOIN pg_namespace AS spaces ON spaces.oid = held.connamespace
WHERE held.contype = 'f' AND spaces.nspname = current_schema()
ORDER BY tables.relname, held.conname;
