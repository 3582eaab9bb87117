-- name: drift_contributions
-- Everything that was contributed. Whoever left is owed no answer any more, unless they had one.
SELECT contributions.membership_id, contributions.made_at, contributions.answered_at,
       CASE WHEN contributions.answered_at IS NULL AND memberships.left_at IS NOT NULL THEN NULL
            ELSE contributions.due_at END AS due_at
FROM contributions JOIN memberships ON memberships.id = contributions.membership_id
WHERE contributions.project_id = :project_id
UNION ALL
SELECT ratings.membership_id, MIN(ratings.sent_at) AS made_at, NULL AS answered_at, NULL AS due_at
FROM ratings JOIN rounds ON rounds.id = ratings.round_id
WHERE rounds.project_id = :project_id
GROUP BY ratings.round_id, ratings.membership_id;

-- name: drift_first_vote
SELECT MIN(opened_at) AS opened_at FROM rounds WHERE project_id = :project_id AND kind = 'votes';
