-- The payer's side: what people here have agreed to, and what the account's provider has been seen to say.

-- One consent of a person to pay, to authorise, or to both: written before the provider is asked.
CREATE TABLE payer_deed (
  deed_id              TEXT    PRIMARY KEY CHECK (typeof(deed_id) = 'text'),
  -- The copia e cola.
  code                 TEXT    NOT NULL,
  -- The request as it came: the same id with another one is refused.
  request              TEXT    NOT NULL,
  -- What was verified and shown to whoever agreed, in JSON.
  shown                TEXT    NOT NULL,
  -- The provider's own reading of the code, in JSON: what a payment or an activation gives back to it.
  decoded              TEXT    NOT NULL,
  actor                TEXT    NOT NULL,
  created_at_ms        INTEGER NOT NULL,
  version              INTEGER NOT NULL DEFAULT 1,
  -- What can be paid once: the location of the charge. Null where the same code may be paid many times.
  payable              TEXT,
  payment_status       TEXT    CHECK (payment_status IN ('asked', 'done', 'refused')),
  payment_reason       TEXT,
  payment_at_ms        INTEGER,
  end_to_end_id        TEXT,
  recurrence_id        TEXT,
  -- waiting: for the payment before it. asked: sent, and nobody knows whether it came. sent: the provider has it, and it is not final.
  authorization_status TEXT    CHECK (authorization_status IN ('waiting', 'asked', 'sent', 'done', 'refused', 'skipped')),
  authorization_reason TEXT,
  authorization_at_ms  INTEGER
) STRICT;
-- Two people, or one person twice, pay one charge once.
CREATE UNIQUE INDEX payer_deed_paid_once ON payer_deed (payable) WHERE payment_status IN ('asked', 'done');
CREATE INDEX payer_deed_by_code ON payer_deed (code);
CREATE INDEX payer_deed_open ON payer_deed (created_at_ms) WHERE payment_status = 'asked' OR authorization_status IN ('waiting', 'asked', 'sent');

-- The answer to a proposal. The provider may be slow to show it.
CREATE TABLE payer_answer (
  proposal_id          TEXT    PRIMARY KEY CHECK (typeof(proposal_id) = 'text'),
  answer               TEXT    NOT NULL,
  -- asked: nobody knows whether it came. sent: the provider has it.
  status               TEXT    NOT NULL CHECK (status IN ('asked', 'sent')),
  at_ms                INTEGER NOT NULL
) STRICT;

-- What each recurrence, proposal and billing was last seen as, so that a change is told once.
CREATE TABLE payer_seen (
  subject              TEXT    PRIMARY KEY CHECK (typeof(subject) = 'text'),
  state                TEXT    NOT NULL,
  updated_at_ms        INTEGER NOT NULL
) STRICT;

CREATE TABLE payer_notice (
  notice_id            INTEGER PRIMARY KEY,
  -- What it is about and as what: the same again is not told again.
  occasion             TEXT    NOT NULL UNIQUE,
  at_ms                INTEGER NOT NULL,
  what                 TEXT    NOT NULL,
  receiver_name        TEXT,
  amount_cents         INTEGER,
  reason               TEXT,
  recurrence_id        TEXT,
  proposal_id          TEXT
) STRICT;

-- Every body of the provider's webhook, written before it is told 200. A body is a hint: it never changes anything by itself.
CREATE TABLE payer_inbox (
  id                   INTEGER PRIMARY KEY,
  received_at_ms       INTEGER NOT NULL,
  body                 TEXT    NOT NULL,
  handled_at_ms        INTEGER
) STRICT;
CREATE INDEX payer_inbox_open ON payer_inbox (id) WHERE handled_at_ms IS NULL;

-- Grows with every change of what the payer's screens show.
CREATE TABLE payer_version (
  id                   INTEGER PRIMARY KEY CHECK (id = 1),
  version              INTEGER NOT NULL
) STRICT;
