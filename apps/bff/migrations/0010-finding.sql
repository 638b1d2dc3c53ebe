-- Finding a sale again, and telling how it went.

-- People look for the amount that they remember. This is the one index here that every create pays for.
CREATE INDEX charge_by_amount ON charge (amount_cents, created_at_ms);
-- Few charges have a flag, and none has one when it is made.
CREATE INDEX charge_with_flags ON charge (created_at_ms) WHERE flags <> '';
-- A receipt is read out by its last characters, in whatever case they were typed.
CREATE INDEX pix_by_ending ON pix (lower(substr(end_to_end_id, length(end_to_end_id) - 3)));
-- What happened to one charge after it was opened.
CREATE INDEX audit_of_sale ON audit (subject, seq) WHERE action IN ('charge-changed', 'receipt-printed');

-- When a customer's screen first said that it shows a charge's code, and that it shows it as paid; by the PSP's clock.
CREATE TABLE first_painted (
  txid           TEXT    NOT NULL CHECK (typeof(txid) = 'text'),
  what           TEXT    NOT NULL CHECK (what IN ('code', 'paid')),
  at_ms          INTEGER NOT NULL,
  PRIMARY KEY (txid, what)
) STRICT, WITHOUT ROWID;
