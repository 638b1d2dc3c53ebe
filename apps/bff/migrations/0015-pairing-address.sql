-- Whoever asked for it, so that nobody fills the place of everybody. Of those that stand when this is applied nobody knows, and they are gone in minutes.
ALTER TABLE pairing ADD COLUMN address TEXT NOT NULL DEFAULT '';
