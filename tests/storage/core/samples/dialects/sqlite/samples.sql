-- name: samples_waiting
SELECT 1 AS waiting;
