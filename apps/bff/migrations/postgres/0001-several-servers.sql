-- What only a ledger with several BFFs needs: a SQLite ledger belongs to one process, and its lock is all of this.

-- Who does what only one may do at a time. Expiry goes by the database's clock: those of the BFFs may be minutes apart.
CREATE TABLE lease (
  name           TEXT    PRIMARY KEY,
  holder         TEXT    NOT NULL,
  -- Grows with every new holder. Whoever writes under the lease proves in the same transaction that his is still the latest.
  token          INTEGER NOT NULL,
  expires_at     TIMESTAMPTZ NOT NULL
);

-- The latest transaction of each connection that writes, by its number. A connection that is lost while it commits leaves the
-- question whether it did: another one reads the answer here. The database's own numbers would not do, as a crash or a promoted
-- standby may give the same one out again.
CREATE TABLE last_commit (
  connection     TEXT    PRIMARY KEY,
  number         INTEGER NOT NULL,
  at             TIMESTAMPTZ NOT NULL
);
