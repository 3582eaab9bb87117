-- Whether somebody said anything beside their ratings, and whether it is read before what others said, so that the team's
-- menu can count and pick without opening what is sealed: 0 nothing, 1 to be read, 2 to be read before others. NULL: not
-- looked at yet, as with all that was sent before this version; it is found out when the team next looks.
ALTER TABLE ratings ADD COLUMN to_read BIGINT;
CREATE INDEX ratings_to_read ON ratings (round_id, to_read);
