-- Whose charges these are: another PSP knows none of them, and play money is never counted with real money.
CREATE TABLE psp_of_ledger (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  psp         TEXT    NOT NULL,
  environment TEXT    NOT NULL CHECK (environment IN ('production', 'sandbox'))
) STRICT;

-- The office filters sales by their state, and some states are rare.
CREATE INDEX charge_by_status ON charge (status, created_at_ms);
