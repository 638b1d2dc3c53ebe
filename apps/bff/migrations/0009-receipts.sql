-- How often the receipt of a charge was printed: from the second time on the paper says so.
CREATE TABLE receipt (
  txid   TEXT    PRIMARY KEY CHECK (typeof(txid) = 'text') REFERENCES charge (txid),
  prints INTEGER NOT NULL CHECK (prints > 0)
) STRICT;
