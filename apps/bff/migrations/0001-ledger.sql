-- Instants are milliseconds since 1970 in UTC, money is integer cents, ids are text.
-- The typeof checks are there because a JavaScript number bound to a TEXT column becomes '0.0', also in STRICT tables.

CREATE TABLE charge (
  txid           TEXT    PRIMARY KEY CHECK (typeof(txid) = 'text' AND length(txid) BETWEEN 26 AND 35),
  terminal_id    TEXT    NOT NULL,
  amount_cents   INTEGER NOT NULL CHECK (amount_cents BETWEEN 1 AND 999999999999),
  description    TEXT,
  version        INTEGER NOT NULL CHECK (version >= 1),
  status         TEXT    NOT NULL CHECK (status IN ('opening', 'awaiting', 'paid', 'expired', 'cancelled')),
  pending        TEXT    CHECK (pending IN ('cancel', 'expiry')),
  created_at_ms  INTEGER NOT NULL,
  expires_at_ms  INTEGER,
  copia_e_cola   TEXT,
  flags          TEXT    NOT NULL,
  -- The exact bytes of PUT /cob/{txid}, written before they are sent, so that every retry repeats them.
  psp_request    TEXT    NOT NULL
) STRICT;

CREATE INDEX charge_by_terminal ON charge (terminal_id, created_at_ms);
CREATE INDEX charge_by_time ON charge (created_at_ms);
-- Open charges are few whatever the size of the ledger.
CREATE INDEX charge_open ON charge (terminal_id, created_at_ms) WHERE status IN ('opening', 'awaiting');

CREATE TABLE pix (
  end_to_end_id  TEXT    PRIMARY KEY CHECK (typeof(end_to_end_id) = 'text'),
  -- The charge it pays. Null or unknown here: money that came without a charge of ours, kept to be looked at by a person.
  txid           TEXT,
  amount_cents   INTEGER NOT NULL CHECK (amount_cents >= 0),
  paid_at_ms     INTEGER NOT NULL,
  heard_at_ms    INTEGER NOT NULL,
  heard_by       TEXT    NOT NULL CHECK (heard_by IN ('webhook', 'sweep', 'asking'))
) STRICT;

CREATE INDEX pix_by_txid ON pix (txid);

-- An id is written before the PSP is asked, so that a lost answer is looked up and never asked again under another id.
CREATE TABLE refund (
  end_to_end_id  TEXT    NOT NULL CHECK (typeof(end_to_end_id) = 'text'),
  id             TEXT    NOT NULL CHECK (typeof(id) = 'text'),
  txid           TEXT    NOT NULL REFERENCES charge (txid),
  amount_cents   INTEGER NOT NULL CHECK (amount_cents >= 1),
  status         TEXT    NOT NULL CHECK (status IN ('requested', 'processing', 'refunded', 'not-realized')),
  reason         TEXT,
  asked_at_ms    INTEGER NOT NULL,
  PRIMARY KEY (end_to_end_id, id)
) STRICT;

CREATE INDEX refund_by_txid ON refund (txid);
CREATE INDEX refund_open ON refund (txid) WHERE status IN ('requested', 'processing');

CREATE TABLE terminal (
  terminal_id    TEXT    PRIMARY KEY CHECK (typeof(terminal_id) = 'text'),
  -- What the customer's screen shows; null is the idle screen.
  current_txid   TEXT
) STRICT;

-- Every webhook body, written before the PSP is told 200. A body is a hint: it never changes a charge by itself.
CREATE TABLE inbox (
  id             INTEGER PRIMARY KEY,
  received_at_ms INTEGER NOT NULL,
  body           TEXT    NOT NULL,
  handled_at_ms  INTEGER
) STRICT;

CREATE INDEX inbox_open ON inbox (id) WHERE handled_at_ms IS NULL;

-- Up to when GET /pix has been read to the end: where the first sweep after a start begins.
CREATE TABLE sweep (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  covered_until_ms INTEGER NOT NULL
) STRICT;
