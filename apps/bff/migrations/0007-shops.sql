-- That somebody has made the first manager, once: its one row said nothing of the shop itself.
ALTER TABLE shop RENAME TO set_up;

-- Shops of one business, which share its Pix key and its people. The first is there from the first start.
CREATE TABLE shop (
  shop_id            TEXT    PRIMARY KEY CHECK (typeof(shop_id) = 'text'),
  name               TEXT    NOT NULL,
  -- Of the IANA. Days of the shop begin and end by it.
  time_zone          TEXT    NOT NULL,
  -- What its receipts say below the sale, in lines; null for nothing.
  receipt_text       TEXT,
  -- Null while it still says what the settings say.
  changed_at_ms      INTEGER
) STRICT;

-- Null: the first shop.
ALTER TABLE terminal ADD COLUMN shop_id TEXT;
