-- Who answered for a terminal, from when until when, and the closing report as it was written.

CREATE TABLE shift (
  shift_id         TEXT    PRIMARY KEY CHECK (typeof(shift_id) = 'text'),
  terminal_id      TEXT    NOT NULL,
  number           INTEGER NOT NULL CHECK (number >= 1),
  status           TEXT    NOT NULL CHECK (status IN ('open', 'closing', 'closed')),
  -- By the PSP's clock, both ends inside. Each begins where the one before it ended.
  from_ms          INTEGER NOT NULL,
  until_ms         INTEGER,
  opened_at_ms     INTEGER NOT NULL,
  opened_by        TEXT    NOT NULL,
  -- What the till warned of when it was opened, in words with a space between.
  attention        TEXT    NOT NULL,
  closed_at_ms     INTEGER,
  closed_by        TEXT,
  -- Why it is not counted yet, for a person.
  advice           TEXT,
  finished_at_ms   INTEGER,
  -- Canonical JSON, and its SHA-256, which the audit names as well.
  report           TEXT,
  report_sha256    TEXT,
  -- From the report, for lists.
  received_count   INTEGER,
  received_cents   INTEGER,
  refunded_count   INTEGER,
  refunded_cents   INTEGER,
  difference_count INTEGER,
  UNIQUE (terminal_id, number)
) STRICT;
CREATE UNIQUE INDEX shift_open ON shift (terminal_id) WHERE status = 'open';
CREATE INDEX shift_closing ON shift (terminal_id, number) WHERE status = 'closing';
CREATE INDEX shift_by_time ON shift (opened_at_ms, shift_id);

-- Which shift has counted a Pix, and a refund: each is in one.
CREATE TABLE shift_pix (
  end_to_end_id    TEXT    PRIMARY KEY CHECK (typeof(end_to_end_id) = 'text'),
  shift_id         TEXT    NOT NULL REFERENCES shift (shift_id)
) STRICT;
CREATE TABLE shift_refund (
  end_to_end_id    TEXT    NOT NULL CHECK (typeof(end_to_end_id) = 'text'),
  id               TEXT    NOT NULL,
  shift_id         TEXT    NOT NULL REFERENCES shift (shift_id),
  PRIMARY KEY (end_to_end_id, id)
) STRICT;

-- Who made a charge, as the audit has it; null where the audit is younger than the charge.
ALTER TABLE charge ADD COLUMN made_by TEXT;
UPDATE charge SET made_by = audit.actor FROM audit
  WHERE audit.action = 'charge-created' AND charge.txid = substr(audit.subject, 8);

-- The report of a shift is held against the row of the audit that names its hash.
CREATE INDEX audit_of_closed_shifts ON audit (subject) WHERE action = 'shift-closed';
