-- name: counts_waiting
SELECT (SELECT COUNT(*) FROM media WHERE status = 'waiting')
           + (SELECT COUNT(*) FROM spoken_answers WHERE status = 'waiting') AS files,
       (SELECT COUNT(*) FROM orders WHERE status = 'waiting') AS orders;
