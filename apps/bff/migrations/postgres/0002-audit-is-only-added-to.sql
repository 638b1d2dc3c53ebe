-- Whoever owns the database can take these away, and then the chain of hashes tells.
CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit is only added to'; END $$;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to();
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW
WHEN (OLD.place IS NOT NULL OR (NEW.seq, NEW.at_ms, NEW.actor, NEW.action, NEW.subject, NEW.detail)
  IS DISTINCT FROM (OLD.seq, OLD.at_ms, OLD.actor, OLD.action, OLD.subject, OLD.detail))
EXECUTE FUNCTION audit_is_only_added_to();
