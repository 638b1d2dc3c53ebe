-- Up to when the texts of old sales have been erased, so that each round looks at the new ones alone.
CREATE TABLE forgotten (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  until_ms         INTEGER NOT NULL
) STRICT;
