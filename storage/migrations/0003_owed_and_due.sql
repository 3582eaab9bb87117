-- What people contributed, who of the team owes them an answer to it, and by when; what happens by the calendar.

-- subject_id: the story, priority, ballot, question or objection. owner_id: the facilitator who answers for it; none
-- while nobody does. answer: in which way its teller heard what became of it.
CREATE TABLE contributions (
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    owner_id TEXT REFERENCES memberships (id) ON DELETE SET NULL,
    made_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    answered_at TEXT,
    answer TEXT,
    PRIMARY KEY (kind, subject_id)
);
CREATE INDEX contributions_owed ON contributions (project_id, due_at) WHERE answered_at IS NULL;
CREATE INDEX contributions_of_membership ON contributions (membership_id);
CREATE INDEX contributions_of_owner ON contributions (owner_id);

INSERT INTO contributions (kind, subject_id, project_id, membership_id, number, made_at, due_at, answered_at, answer)
SELECT 'story', id, project_id, membership_id, number, submitted_at, reply_due_at, answered_at,
       CASE WHEN answered_at IS NOT NULL THEN 'declined' END
FROM (SELECT stories.*, (SELECT MIN(offered_at) FROM wordings
                         WHERE story_id = stories.id AND status IN ('declined', 'disputed')) AS answered_at
      FROM stories) AS told;

-- No day was kept by which these people hear: they have waited since they wrote.
INSERT INTO contributions (kind, subject_id, project_id, membership_id, number, made_at, due_at, answered_at, answer)
SELECT 'suggestion', id, project_id, proposer_id, number, created_at, created_at,
       CASE WHEN status <> 'proposed' THEN changed_at END,
       CASE status WHEN 'proposed' THEN NULL WHEN 'declined' THEN 'declined' WHEN 'merged' THEN 'merged'
            ELSE 'taken_up' END
FROM priorities WHERE proposer_id IS NOT NULL;

INSERT INTO contributions (kind, subject_id, project_id, membership_id, number, made_at, due_at, answered_at, answer)
SELECT 'ballot', ballots.id, rounds.project_id, ballots.membership_id, rounds.number, ballots.cast_at, rounds.closes_at,
       rounds.closed_at, CASE WHEN rounds.closed_at IS NOT NULL THEN 'outcome' END
FROM ballots JOIN rounds ON rounds.id = ballots.round_id;

-- One row a slot: a day, a week or a month of a project, in which a job has run, or is tried again not before a moment.
CREATE TABLE job_slots (
    job TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    slot TEXT NOT NULL,
    ran_at TEXT,
    not_before TEXT,
    PRIMARY KEY (job, project_id, slot)
);
CREATE INDEX job_slots_ran ON job_slots (ran_at);

-- How often somebody was told that a story which they began waits for them.
ALTER TABLE runs ADD COLUMN woken INTEGER NOT NULL DEFAULT 0;
