-- Whoever has the file can take these away, and then the chain of hashes tells.
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
WHEN OLD.place IS NOT NULL OR NEW.seq <> OLD.seq OR NEW.at_ms <> OLD.at_ms OR NEW.actor <> OLD.actor OR NEW.action <> OLD.action
  OR NEW.subject <> OLD.subject OR NEW.detail <> OLD.detail
BEGIN SELECT raise(ABORT, 'the audit is only added to'); END;
