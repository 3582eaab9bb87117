-- Ways to what is over, and to what belongs to one project, without looking at what belongs to everybody.
CREATE INDEX runs_unsent ON runs (touched_at) WHERE reopens = 1 AND flow <> 'story';
CREATE INDEX outbox_expiring ON outbox (expires_at) WHERE status = 'waiting' AND expires_at IS NOT NULL;
CREATE INDEX update_recipients_noticed ON update_recipients (outbox_id) WHERE state = 'queued';
CREATE INDEX memberships_not_joined ON memberships (invited_at) WHERE joined_at IS NULL;
CREATE INDEX contributions_of_project ON contributions (project_id);
