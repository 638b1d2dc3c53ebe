-- A transaction is sent whole, with its COMMIT. Where a change meets other rows than it expected, this ends it before it gets there.
CREATE FUNCTION expect_rows(met INTEGER, wanted INTEGER) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF met <> wanted THEN RAISE EXCEPTION 'met % rows and not %', met, wanted USING ERRCODE = 'UNEXP'; END IF;
END $$;

-- Each connection writes its row with each of its transactions: with room beside it, the new one stays on its page.
ALTER TABLE last_commit SET (fillfactor = 20);
