-- What people say beside a rating is read like stories, each version by each facilitator; and a concern for somebody's
-- safety can come from that, and from a suggestion, too.

CREATE TABLE rating_readings (
    rating_id TEXT NOT NULL REFERENCES ratings (id) ON DELETE CASCADE,
    membership_id TEXT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    read_at TEXT NOT NULL,
    PRIMARY KEY (rating_id, membership_id)
);
CREATE INDEX rating_readings_of_membership ON rating_readings (membership_id);

ALTER TABLE concerns ADD COLUMN rating_id TEXT REFERENCES ratings (id) ON DELETE SET NULL;
ALTER TABLE concerns ADD COLUMN priority_id TEXT REFERENCES priorities (id) ON DELETE SET NULL;
CREATE INDEX concerns_of_rating ON concerns (rating_id);
CREATE INDEX concerns_of_priority ON concerns (priority_id);
