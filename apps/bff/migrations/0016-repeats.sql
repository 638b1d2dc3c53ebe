-- When the bytes that create it were last sent once more, by the PSP's time: an earlier sending may still be on its way.
ALTER TABLE charge ADD COLUMN repeated_at_ms INTEGER;
