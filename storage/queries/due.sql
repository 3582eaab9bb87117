-- name: due_in_projects
-- What waits for its time, by project and kind. An update waits for the morning, and after trouble, in not_before.
SELECT due.project_id, due.kind, COUNT(*) AS waiting, MIN(due.due_at) AS due_at,
       COUNT(CASE WHEN due.due_at <= :now THEN 1 END) AS past
FROM (
    SELECT project_id, 'updates to send' AS kind,
           CASE WHEN not_before > send_at THEN not_before ELSE send_at END AS due_at
    FROM updates WHERE status IN ('planned', 'sending')
    UNION ALL
    SELECT updates.project_id, 'updates to correct', COALESCE(updates.not_before, updates.changed_at)
    FROM updates WHERE updates.id IN (SELECT update_id FROM update_recipients WHERE stale = 1)
    UNION ALL
    SELECT project_id, 'rounds to open', opens_at FROM planned_rounds
    UNION ALL
    SELECT project_id, 'rounds to end', closes_at FROM rounds WHERE over_at IS NULL
    UNION ALL
    SELECT project_id, 'rounds to remind of', remind_at FROM rounds WHERE remind_at IS NOT NULL
    UNION ALL
    SELECT stories.project_id, 'wordings to remind of', wordings.remind_at
    FROM wordings JOIN stories ON stories.id = wordings.story_id
    WHERE wordings.remind_at IS NOT NULL AND wordings.status = 'offered'
    UNION ALL
    SELECT memberships.project_id, 'notices to tell', notices.due_at
    FROM notices JOIN memberships ON memberships.id = notices.membership_id
    UNION ALL
    SELECT memberships.project_id, 'files to fetch', media.due_at
    FROM media JOIN memberships ON memberships.id = media.membership_id WHERE media.status = 'waiting'
    UNION ALL
    SELECT memberships.project_id, 'orders to make', orders.due_at
    FROM orders JOIN memberships ON memberships.id = orders.membership_id WHERE orders.status = 'waiting'
) AS due
GROUP BY due.project_id, due.kind;

-- name: ran_in_projects
-- When each kind was last done, where that is kept.
SELECT ran.project_id, ran.kind, MAX(ran.ran_at) AS ran_at
FROM (
    SELECT project_id, 'updates to send' AS kind, sent_at AS ran_at FROM updates WHERE status = 'sent'
    UNION ALL
    SELECT project_id, 'rounds to open', opened_at FROM rounds
    UNION ALL
    SELECT project_id, 'rounds to end', over_at FROM rounds WHERE over_at IS NOT NULL
    UNION ALL
    SELECT memberships.project_id, 'notices to tell', messaging.told_at
    FROM messaging JOIN memberships ON memberships.id = messaging.membership_id
    WHERE messaging.told_at IS NOT NULL
) AS ran
GROUP BY ran.project_id, ran.kind;
