-- When somebody was wrong last, so that it is forgotten. Of those that stand when this is applied nobody knows, and they go a day after their lock.
ALTER TABLE guessing ADD COLUMN guessed_at_ms INTEGER NOT NULL DEFAULT 0;
