-- name: run_add
-- short
INSERT INTO runs (id, participant_id, membership_id, flow, context, status, turn, mark, asked, started_at, touched_at,
                  waits, reopens)
SELECT :id, :participant_id, :membership_id, :flow, :context, 'open', COALESCE(MAX(turn), 0) + 1, NULL, NULL, :now, :now,
       CAST(:waits AS BIGINT), CAST(:reopens AS BIGINT)
FROM runs WHERE participant_id = :participant_id;

-- name: run_current
-- short
SELECT runs.id, runs.participant_id, runs.membership_id, runs.flow, runs.context, runs.status, runs.mark, runs.asked,
       memberships.project_id
FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE runs.participant_id = :participant_id AND runs.status = 'open'
ORDER BY runs.turn DESC LIMIT 1;

-- name: run_by_id
-- short
SELECT runs.id, runs.participant_id, runs.membership_id, runs.flow, runs.context, runs.status, runs.mark, runs.asked,
       memberships.project_id
FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE runs.id = :id;

-- name: run_waiting
-- short
SELECT runs.id, runs.participant_id, runs.membership_id, runs.flow, runs.context, runs.status, runs.mark, runs.asked,
       memberships.project_id
FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE runs.membership_id = :membership_id AND runs.flow = :flow AND runs.status IN ('open', 'waiting')
ORDER BY runs.turn DESC LIMIT 1;

-- name: runs_begun
SELECT runs.id, runs.participant_id, runs.membership_id, runs.flow, runs.context, runs.status, runs.mark, runs.asked,
       memberships.project_id
FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE runs.membership_id = :membership_id AND runs.flow = :flow AND runs.status IN ('open', 'waiting')
ORDER BY runs.turn DESC;

-- name: run_asks
-- short
UPDATE runs SET mark = :mark, asked = :asked, touched_at = :now WHERE id = :id;

-- name: run_puts_down
UPDATE runs SET mark = NULL, asked = NULL WHERE id = :id;

-- name: run_becomes
-- short
UPDATE runs SET status = :status, mark = NULL, asked = NULL, touched_at = :now WHERE id = :id;

-- name: run_ends
-- short
-- What a menu knew of stories goes with it. What can be opened again goes on knowing the project.
UPDATE runs SET status = :status, mark = NULL, asked = NULL, touched_at = :now,
    context = CASE WHEN reopens = 1 THEN context ELSE :nothing END
WHERE id = :id;

-- name: runs_open_of_team
-- What the team of a project has open in one flow.
SELECT runs.id, runs.asked FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE memberships.project_id = :project_id AND memberships.role IN ('facilitator', 'safeguarding')
  AND runs.flow = :flow AND runs.status = 'open';

-- name: runs_of_reports
-- The reports of updates that facilitators have before them. The words are those of the index, and they come in no
-- order: SQLite would go through every run for it.
SELECT runs.id FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE runs.flow = 'updates' AND runs.status = 'open' AND runs.asked IS NOT NULL
  AND memberships.role = 'facilitator' AND memberships.left_at IS NULL;

-- name: run_knows
-- Only where its question still stands: who presses a button at the same moment goes first.
UPDATE runs SET context = :context WHERE id = :id AND status = 'open' AND asked = :asked;

-- name: run_takes_turn
-- short
UPDATE runs SET status = 'open', touched_at = :now,
    turn = (SELECT MAX(others.turn) + 1 FROM runs AS others WHERE others.participant_id = :participant_id)
WHERE id = :id;

-- name: runs_set_aside
-- short
-- What was open when the person went elsewhere: stories, joining and the like wait, menus are dropped; also what a
-- facilitator had open for somebody else of the same project.
UPDATE runs SET status = CASE WHEN waits = 1 THEN 'waiting' ELSE 'dropped' END,
    context = CASE WHEN waits = 1 THEN context ELSE :nothing END,
    mark = NULL, asked = NULL
WHERE status = 'open' AND id IN (
    SELECT own.id FROM runs AS own WHERE own.membership_id = :membership_id AND own.status = 'open'
    UNION ALL
    SELECT others.id FROM runs AS others
    JOIN memberships AS mine ON mine.id = :membership_id AND mine.participant_id = others.participant_id
    JOIN memberships AS whose ON whose.id = others.membership_id AND whose.project_id = mine.project_id
    WHERE others.status = 'open');

-- name: runs_of_membership
SELECT runs.id, runs.participant_id, runs.membership_id, runs.flow, runs.context, runs.status, runs.mark, runs.asked,
       memberships.project_id
FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE runs.membership_id = :membership_id ORDER BY runs.turn;

-- name: runs_over_with
-- short
-- Conversations that are over for good, with an answer of this name that is still to be used.
SELECT runs.id, runs.participant_id, runs.membership_id, runs.flow, runs.context, runs.status, runs.mark, runs.asked,
       memberships.project_id
FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE runs.membership_id = :membership_id AND runs.status IN ('finished', 'dropped')
  AND runs.reopens = 0
  AND EXISTS (SELECT 1 FROM answers WHERE answers.run_id = runs.id AND answers.name = :name)
ORDER BY runs.turn;

-- name: runs_over
-- Menus and wizards that ended before a time; runs that hold an answer which is still to be used stay, and so do
-- those that can be opened again: a story, a rating or a ballot stands on them. A recording that was sent hangs on
-- the run it was told in.
SELECT id FROM runs
WHERE status IN ('finished', 'dropped') AND touched_at < :before AND reopens = 0
  AND NOT (status = 'finished' AND EXISTS (SELECT 1 FROM media WHERE media.run_id = runs.id))
  AND NOT EXISTS (SELECT 1 FROM answers WHERE answers.run_id = runs.id AND answers.name = :still_needed)
LIMIT :most;

-- name: runs_over_remove
DELETE FROM runs
WHERE id IN (SELECT key FROM json_each(:ids))
  AND status IN ('finished', 'dropped') AND touched_at < :before AND reopens = 0
  AND NOT (status = 'finished' AND EXISTS (SELECT 1 FROM media WHERE media.run_id = runs.id))
  AND NOT EXISTS (SELECT 1 FROM answers WHERE answers.run_id = runs.id AND answers.name = :still_needed);

-- name: runs_unsent
-- Ratings, votes and the like that were begun, left alone since before a time, and never sent. Stories wait for
-- ever. What was said in a call or to a no is sent once it is over, and its recording hangs on it.
SELECT id FROM runs
WHERE reopens = 1 AND flow <> 'story' AND touched_at < :before
  AND NOT (status = 'finished' AND EXISTS (SELECT 1 FROM media WHERE media.run_id = runs.id)
           AND flow NOT IN ('rate', 'vote'))
  AND NOT EXISTS (SELECT 1 FROM ballots WHERE ballots.run_id = runs.id)
  AND NOT EXISTS (SELECT 1 FROM ratings WHERE ratings.run_id = runs.id)
  AND NOT EXISTS (SELECT 1 FROM action_asks WHERE action_asks.run_id = runs.id)
  AND NOT EXISTS (SELECT 1 FROM update_replies WHERE update_replies.run_id = runs.id)
LIMIT :most;

-- name: runs_unsent_remove
DELETE FROM runs
WHERE id IN (SELECT key FROM json_each(:ids)) AND reopens = 1 AND flow <> 'story' AND touched_at < :before
  AND NOT (status = 'finished' AND EXISTS (SELECT 1 FROM media WHERE media.run_id = runs.id)
           AND flow NOT IN ('rate', 'vote'))
  AND NOT EXISTS (SELECT 1 FROM ballots WHERE ballots.run_id = runs.id)
  AND NOT EXISTS (SELECT 1 FROM ratings WHERE ratings.run_id = runs.id)
  AND NOT EXISTS (SELECT 1 FROM action_asks WHERE action_asks.run_id = runs.id)
  AND NOT EXISTS (SELECT 1 FROM update_replies WHERE update_replies.run_id = runs.id);

-- name: run_sent
-- short
SELECT id FROM stories WHERE run_id = :run_id
UNION ALL
SELECT id FROM ratings WHERE run_id = :run_id
UNION ALL
SELECT id FROM ballots WHERE run_id = :run_id
UNION ALL
SELECT id FROM action_asks WHERE run_id = :run_id
LIMIT 1;

-- name: runs_stuck
SELECT COUNT(*) AS stuck FROM runs WHERE status = 'stuck';

-- name: answers_of
-- short
SELECT name, answer FROM answers WHERE run_id = :run_id;

-- name: answer_put
-- short
INSERT INTO answers (run_id, name, answer, answered_at) VALUES (:run_id, :name, :answer, :now)
ON CONFLICT (run_id, name) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at;

-- name: answer_drop
-- short
DELETE FROM answers WHERE run_id = :run_id AND name = :name;

-- name: source_put
-- short
INSERT INTO sources (message_print, run_id, name, part) VALUES (:message_print, :run_id, :name, :part)
ON CONFLICT (message_print) DO UPDATE SET run_id = excluded.run_id, name = excluded.name, part = excluded.part;

-- name: source_of
-- short
SELECT run_id, name, part FROM sources WHERE message_print = :message_print;

-- name: sources_move
UPDATE sources SET run_id = :to_run, name = :name WHERE run_id = :from_run;

-- name: sources_carry_on
UPDATE sources SET run_id = :to_run WHERE run_id = :from_run;

-- name: media_move
UPDATE media SET run_id = :to_run WHERE run_id = :from_run;

-- name: runs_half_told
-- Stories that somebody began and did not send, in which something has been answered.
SELECT runs.id, runs.membership_id, runs.touched_at, runs.woken
FROM runs JOIN memberships ON memberships.id = runs.membership_id
WHERE memberships.project_id = :project_id AND memberships.left_at IS NULL AND memberships.joined_at IS NOT NULL
  AND runs.flow = 'story' AND runs.status IN ('open', 'waiting')
  AND EXISTS (SELECT 1 FROM answers WHERE answers.run_id = runs.id)
  AND NOT EXISTS (SELECT 1 FROM stories WHERE stories.run_id = runs.id)
ORDER BY runs.touched_at;

-- name: run_woken
UPDATE runs SET woken = woken + 1 WHERE id = :id;
