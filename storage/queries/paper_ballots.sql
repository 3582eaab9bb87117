-- name: paper_ballot_add
INSERT INTO paper_ballots (id, round_id, number, role, content, entered_by, entered_at)
VALUES (:id, :round_id, :number, :role, :content, :entered_by, :now);

-- name: paper_ballots_of_round
SELECT paper_ballots.id, paper_ballots.number, paper_ballots.role, paper_ballots.content, paper_ballots.entered_at,
       memberships.number AS entered_by
FROM paper_ballots LEFT JOIN memberships ON memberships.id = paper_ballots.entered_by
WHERE paper_ballots.round_id = :round_id ORDER BY paper_ballots.number;

-- name: paper_ballot_remove
DELETE FROM paper_ballots WHERE round_id = :round_id AND number = :number;

-- name: paper_ballots_by_role
SELECT role, COUNT(*) AS sheets FROM paper_ballots WHERE round_id = :round_id GROUP BY role;
