-- Reports of updates that facilitators have before them, which follow what becomes of the update. There are a few of
-- them among the open conversations of everybody.
CREATE INDEX runs_of_reports ON runs (membership_id) WHERE flow = 'updates' AND status = 'open';
