-- name: samples_waiting
SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted;
