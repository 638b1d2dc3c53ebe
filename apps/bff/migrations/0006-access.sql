-- Who works here, on which screens, and what they did.

-- One row from the moment when the shop has its first manager.
CREATE TABLE shop (
  id                 INTEGER PRIMARY KEY CHECK (id = 1),
  set_up_at_ms       INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
  person_id          TEXT    PRIMARY KEY CHECK (typeof(person_id) = 'text'),
  name               TEXT    NOT NULL,
  -- The name without what people write differently from one day to the next: one person's each.
  name_key           TEXT    NOT NULL UNIQUE,
  role               TEXT    NOT NULL CHECK (role IN ('operator', 'manager', 'administrator')),
  refund_limit_cents INTEGER,
  is_active          INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  -- Argon2id of the PIN with a pepper that is not in this database: salt.tag, in hex.
  pin_hash           TEXT    NOT NULL,
  created_at_ms      INTEGER NOT NULL
) STRICT;

-- Wrong PINs in a row, by person and by device: a lock outlives a restart.
CREATE TABLE guessing (
  subject            TEXT    PRIMARY KEY CHECK (typeof(subject) = 'text'),
  failures           INTEGER NOT NULL,
  locked_until_ms    INTEGER NOT NULL
) STRICT;

CREATE TABLE device (
  device_id          TEXT    PRIMARY KEY CHECK (typeof(device_id) = 'text'),
  -- SHA-256 of the secret in its cookie.
  secret_hash        TEXT    NOT NULL UNIQUE,
  kind               TEXT    NOT NULL CHECK (kind IN ('till', 'display', 'kiosk')),
  name               TEXT    NOT NULL,
  terminal_id        TEXT    NOT NULL,
  paired_at_ms       INTEGER NOT NULL,
  seen_at_ms         INTEGER,
  build              TEXT,
  revoked_at_ms      INTEGER
) STRICT;

-- A device that shows its code and waits; gone when its five minutes are over.
CREATE TABLE pairing (
  pairing_id         TEXT    PRIMARY KEY CHECK (typeof(pairing_id) = 'text'),
  secret_hash        TEXT    NOT NULL,
  code               TEXT    NOT NULL UNIQUE,
  kind               TEXT    NOT NULL CHECK (kind IN ('till', 'display', 'kiosk')),
  expires_at_ms      INTEGER NOT NULL,
  name               TEXT,
  terminal_id        TEXT,
  -- Shown on both ends before anybody confirms.
  check_digits       TEXT,
  device_id          TEXT
) STRICT;

CREATE TABLE session (
  secret_hash        TEXT    PRIMARY KEY CHECK (typeof(secret_hash) = 'text'),
  person_id          TEXT    NOT NULL REFERENCES person (person_id),
  device_id          TEXT,
  begun_at_ms        INTEGER NOT NULL,
  seen_at_ms         INTEGER NOT NULL,
  ended_at_ms        INTEGER
) STRICT;
CREATE INDEX session_by_person ON session (person_id);

-- A manager's PIN for one refund of one amount, for a minute and once.
CREATE TABLE approval (
  refund_id          TEXT    PRIMARY KEY CHECK (typeof(refund_id) = 'text'),
  amount_cents       INTEGER NOT NULL,
  approver_id        TEXT    NOT NULL REFERENCES person (person_id),
  expires_at_ms      INTEGER NOT NULL,
  used_at_ms         INTEGER
) STRICT;

-- Every deed, written in the transaction that does it. A moment later it gets its place in the chain, and is never changed again.
CREATE TABLE audit (
  seq                INTEGER PRIMARY KEY,
  at_ms              INTEGER NOT NULL,
  actor              TEXT    NOT NULL,
  action             TEXT    NOT NULL,
  subject            TEXT    NOT NULL,
  detail             TEXT    NOT NULL,
  place              INTEGER UNIQUE,
  hash               TEXT
) STRICT;
CREATE INDEX audit_open ON audit (seq) WHERE place IS NULL;
