-- How far the PSP's clock is ahead of a machine's: what a start on that machine goes by until the PSP has answered.
CREATE TABLE clock_offset (
  machine   TEXT    PRIMARY KEY CHECK (typeof(machine) = 'text'),
  offset_ms INTEGER NOT NULL
) STRICT;
