-- name: job_slot_find
SELECT ran_at, not_before FROM job_slots WHERE job = :job AND project_id = :project_id AND slot = :slot;

-- name: job_slot_ran
-- Once: of two at the same moment, the second changes nothing.
INSERT INTO job_slots (job, project_id, slot, ran_at) VALUES (:job, :project_id, :slot, :now)
ON CONFLICT (job, project_id, slot) DO UPDATE SET ran_at = excluded.ran_at, not_before = NULL
WHERE job_slots.ran_at IS NULL;

-- name: job_slot_put_off
INSERT INTO job_slots (job, project_id, slot, not_before) VALUES (:job, :project_id, :slot, :until)
ON CONFLICT (job, project_id, slot) DO UPDATE SET not_before = excluded.not_before
WHERE job_slots.ran_at IS NULL;

-- name: job_slots_of_project
SELECT job, slot, ran_at, not_before FROM job_slots WHERE project_id = :project_id ORDER BY slot, job;

-- name: job_slots_forget
DELETE FROM job_slots WHERE ran_at < :before;
