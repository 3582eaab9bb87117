-- The order of an open vote as those who have voted see it, with how many votes it is made of. Sealed under the
-- project's key, and gone once the vote is over.
ALTER TABLE rounds ADD COLUMN so_far BYTEA;
