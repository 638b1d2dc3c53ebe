-- Pix Automático, the receiver's side: what the shop has offered, what payers have agreed to, and what is charged by it.
-- Days are YYYY-MM-DD in Brasília, as the arrangement counts them.

CREATE TABLE recurrence (
  recurrence_id    TEXT    PRIMARY KEY CHECK (typeof(recurrence_id) = 'text'),
  version          INTEGER NOT NULL CHECK (version >= 1),
  status           TEXT    NOT NULL CHECK (status IN ('opening', 'offered', 'approved', 'rejected', 'expired', 'cancelled')),
  terminal_id      TEXT    NOT NULL,
  -- The charge that is paid with the same consent; null where it is offered alone.
  txid             TEXT,
  contract         TEXT    NOT NULL,
  object           TEXT,
  debtor_name      TEXT    NOT NULL,
  debtor_document  TEXT    NOT NULL,
  frequency        TEXT    NOT NULL CHECK (frequency IN ('weekly', 'monthly', 'quarterly', 'semiannual', 'annual')),
  first_day        TEXT    NOT NULL,
  last_day         TEXT,
  fixed_cents      INTEGER CHECK (fixed_cents BETWEEN 1 AND 999999999999),
  minimum_cents    INTEGER CHECK (minimum_cents BETWEEN 1 AND 999999999999),
  retry_policy     TEXT    NOT NULL CHECK (retry_policy IN ('none', 'three-in-seven-days')),
  -- The place that its code points at (API Pix, locrec). The PSP lets one recurrence have it: that is what tells a lost answer from none.
  loc_id           INTEGER,
  -- The PSP's id of it; null until it has given one.
  psp_id           TEXT    UNIQUE,
  code_alone       TEXT,
  code_with_charge TEXT,
  journey          INTEGER CHECK (journey BETWEEN 1 AND 4),
  end_kind         TEXT    CHECK (end_kind IN ('rejection', 'cancellation', 'refusal')),
  end_by           TEXT,
  end_code         TEXT,
  end_text         TEXT,
  created_at_ms    INTEGER NOT NULL,
  -- When the PSP is to be asked about it again; null where nothing can change any more.
  ask_at_ms        INTEGER
) STRICT;
CREATE INDEX recurrence_by_time ON recurrence (created_at_ms, recurrence_id);
CREATE INDEX recurrence_to_ask ON recurrence (ask_at_ms) WHERE ask_at_ms IS NOT NULL;

CREATE TABLE recurrence_charge (
  txid             TEXT    PRIMARY KEY CHECK (typeof(txid) = 'text'),
  recurrence_id    TEXT    NOT NULL REFERENCES recurrence (recurrence_id),
  version          INTEGER NOT NULL CHECK (version >= 1),
  status           TEXT    NOT NULL
    CHECK (status IN ('opening', 'created', 'active', 'concluded', 'expired', 'rejected', 'cancelled')),
  amount_cents     INTEGER NOT NULL CHECK (amount_cents BETWEEN 1 AND 999999999999),
  due_day          TEXT    NOT NULL,
  -- In which cycle of the recurrence it is due, from 0.
  cycle            INTEGER NOT NULL CHECK (cycle >= 0),
  info             TEXT,
  -- JSON, as the PSP has them.
  tries            TEXT    NOT NULL,
  end_code         TEXT,
  refusal          TEXT,
  created_at_ms    INTEGER NOT NULL,
  ask_at_ms        INTEGER
) STRICT;
-- Two people, or one person twice, charge one cycle once.
CREATE UNIQUE INDEX recurrence_charge_once ON recurrence_charge (recurrence_id, cycle) WHERE status NOT IN ('rejected', 'cancelled');
CREATE INDEX recurrence_charge_to_ask ON recurrence_charge (ask_at_ms) WHERE ask_at_ms IS NOT NULL;

-- Sent to a payer's bank (journey 1).
CREATE TABLE recurrence_proposal (
  proposal_id      TEXT    PRIMARY KEY CHECK (typeof(proposal_id) = 'text'),
  recurrence_id    TEXT    NOT NULL REFERENCES recurrence (recurrence_id),
  -- sending: written, and nobody knows whether the PSP has it.
  status           TEXT    NOT NULL
    CHECK (status IN ('sending', 'refused', 'created', 'sent', 'received', 'rejected', 'accepted', 'expired', 'cancelled')),
  psp_id           TEXT    UNIQUE,
  -- JSON: ispb, branch, account, document.
  recipient        TEXT    NOT NULL,
  expires_at_ms    INTEGER NOT NULL,
  refusal          TEXT,
  created_at_ms    INTEGER NOT NULL
) STRICT;
CREATE INDEX recurrence_proposal_by_recurrence ON recurrence_proposal (recurrence_id);

-- Which recurrence a terminal's screens show; the next charge, and the next sale, take it away.
ALTER TABLE terminal ADD COLUMN current_recurrence TEXT;
-- What happened to one of them is read from the audit.
CREATE INDEX audit_of_recurrences ON audit (subject, seq) WHERE action IN ('recurrence-offered', 'recurrence-changed', 'recurrence-charge-asked', 'recurrence-charge-changed', 'recurrence-deed');
