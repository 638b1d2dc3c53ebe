-- A charge that is paid until a day (API Pix, cobv), as YYYY-MM-DD in Brasília; null of a sale that is paid at once.
ALTER TABLE charge ADD COLUMN due_day TEXT;

-- Why the shop ends an offer that nobody has agreed to, written before the PSP is asked to end it; null while it may be agreed to.
ALTER TABLE recurrence ADD COLUMN ending TEXT CHECK (ending IN ('charge-ended', 'time-over'));
CREATE INDEX recurrence_by_charge ON recurrence (txid) WHERE txid IS NOT NULL;
