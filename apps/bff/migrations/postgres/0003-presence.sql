-- Which customers' screens hang on which BFF, and what they have painted. After a crash of the database it is worth nothing and every BFF
-- tells it again, so none of it goes through the database's log.

CREATE UNLOGGED TABLE bff (
  bff_id         TEXT    PRIMARY KEY,
  -- By the database's clock. Of a BFF that does not say that it is there any more, no screen is counted.
  seen_at        TIMESTAMPTZ NOT NULL
);

CREATE UNLOGGED TABLE bff_display (
  terminal_id    TEXT    NOT NULL,
  bff_id         TEXT    NOT NULL REFERENCES bff ON DELETE CASCADE,
  connected      INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, bff_id)
);

-- The latest frame that a display of the terminal says it has painted, whichever BFF it told.
CREATE UNLOGGED TABLE painted (
  terminal_id    TEXT    PRIMARY KEY,
  txid           TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  -- An instant as the screens have it.
  at             TEXT    NOT NULL
);
