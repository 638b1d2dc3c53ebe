-- What the PSP listed for a period, beside what the ledger has. A reading changes nothing in the ledger.

-- Its own line stays for ever; what it listed goes when a newer reading of the same period is done.
CREATE TABLE reading (
  id               INTEGER PRIMARY KEY,
  from_day         TEXT    NOT NULL CHECK (typeof(from_day) = 'text'),
  to_day           TEXT    NOT NULL CHECK (typeof(to_day) = 'text'),
  time_zone        TEXT    NOT NULL,
  -- Both ends are inside; the second is the end of the last day, or some seconds before the reading began.
  from_ms          INTEGER NOT NULL,
  until_ms         INTEGER NOT NULL,
  -- A charge of ours that was made later than this may not have been at the PSP yet when its list was read.
  charges_until_ms INTEGER NOT NULL,
  status           TEXT    NOT NULL CHECK (status IN ('running', 'done', 'failed')),
  started_at_ms    INTEGER NOT NULL,
  finished_at_ms   INTEGER,
  psp_calls        INTEGER NOT NULL,
  pages_read       INTEGER NOT NULL,
  pages_total      INTEGER,
  advice           TEXT,
  -- As the PSP listed it that day; null until it is done.
  received_count   INTEGER,
  received_cents   INTEGER,
  refunded_count   INTEGER,
  refunded_cents   INTEGER
) STRICT;

CREATE INDEX reading_by_period ON reading (from_day, to_day, id);

-- Of each period the latest reading that came to its end: the one whose rows are still there.
CREATE VIEW current_reading AS
  SELECT * FROM reading WHERE id IN (SELECT max(id) FROM reading WHERE status = 'done' GROUP BY from_day, to_day, time_zone);

CREATE TABLE psp_pix (
  end_to_end_id  TEXT    NOT NULL CHECK (typeof(end_to_end_id) = 'text'),
  reading_id     INTEGER NOT NULL REFERENCES reading (id),
  txid           TEXT,
  amount_cents   INTEGER NOT NULL,
  paid_at_ms     INTEGER NOT NULL,
  PRIMARY KEY (end_to_end_id, reading_id)
) STRICT, WITHOUT ROWID;
-- With the amounts, so that a sum reads the index alone.
CREATE INDEX psp_pix_by_time ON psp_pix (reading_id, paid_at_ms, end_to_end_id, amount_cents);

CREATE TABLE psp_refund (
  end_to_end_id  TEXT    NOT NULL,
  reading_id     INTEGER NOT NULL,
  id             TEXT    NOT NULL,
  amount_cents   INTEGER NOT NULL,
  status         TEXT    NOT NULL CHECK (status IN ('processing', 'refunded', 'not-realized')),
  PRIMARY KEY (end_to_end_id, reading_id, id),
  FOREIGN KEY (end_to_end_id, reading_id) REFERENCES psp_pix (end_to_end_id, reading_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX psp_refund_by_reading ON psp_refund (reading_id, status);

CREATE TABLE psp_charge (
  txid           TEXT    NOT NULL CHECK (typeof(txid) = 'text'),
  reading_id     INTEGER NOT NULL REFERENCES reading (id),
  amount_cents   INTEGER NOT NULL,
  refunded_cents INTEGER NOT NULL,
  status         TEXT    NOT NULL CHECK (status IN ('active', 'concluded', 'removed', 'undetermined')),
  created_at_ms  INTEGER NOT NULL,
  PRIMARY KEY (txid, reading_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX psp_charge_by_time ON psp_charge (reading_id, created_at_ms, txid);

CREATE INDEX pix_by_time ON pix (paid_at_ms, end_to_end_id, amount_cents, heard_by);

-- When a webhook first named a Pix, whether or not it was known then.
CREATE TABLE pix_hint (
  end_to_end_id  TEXT    PRIMARY KEY CHECK (typeof(end_to_end_id) = 'text'),
  first_at_ms    INTEGER NOT NULL
) STRICT;

-- A person's word about a line: added, never changed.
CREATE TABLE line_note (
  id             INTEGER PRIMARY KEY,
  line_id        TEXT    NOT NULL CHECK (typeof(line_id) = 'text'),
  text           TEXT    NOT NULL,
  txid           TEXT,
  at_ms          INTEGER NOT NULL
) STRICT;
CREATE INDEX line_note_by_line ON line_note (line_id, id);
