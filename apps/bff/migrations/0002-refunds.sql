-- A refund belongs to its Pix, whether that pays a charge of ours or none: which charge it is, the Pix says.

CREATE TABLE refund_of_pix (
  end_to_end_id  TEXT    NOT NULL REFERENCES pix (end_to_end_id),
  id             TEXT    NOT NULL CHECK (typeof(id) = 'text'),
  amount_cents   INTEGER NOT NULL CHECK (amount_cents >= 1),
  status         TEXT    NOT NULL CHECK (status IN ('requested', 'processing', 'refunded', 'not-realized')),
  -- Begun here, or found at the PSP: made elsewhere, or by the Central Bank's special return mechanism (MED).
  origin         TEXT    NOT NULL CHECK (origin IN ('here', 'elsewhere', 'med')),
  -- What the payer is told. A retry repeats it.
  description    TEXT,
  reason         TEXT,
  asked_at_ms    INTEGER NOT NULL,
  PRIMARY KEY (end_to_end_id, id)
) STRICT;

-- Until now a refund was asked for here, or was found and not told apart.
INSERT INTO refund_of_pix (end_to_end_id, id, amount_cents, status, origin, reason, asked_at_ms)
  SELECT end_to_end_id, id, amount_cents, status, 'here', reason, asked_at_ms FROM refund;

DROP TABLE refund;
ALTER TABLE refund_of_pix RENAME TO refund;

CREATE INDEX refund_open ON refund (asked_at_ms) WHERE status IN ('requested', 'processing');

-- Grows with every change to the refunds of a Pix that pays no charge; a charge's own version guards those of its Pix.
ALTER TABLE pix ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
