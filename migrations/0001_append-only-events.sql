-- Events are only added. Retention, the one exception, sets baton.retention = 'on' in its own transaction.
-- Statement triggers: an insert never meets them.
CREATE FUNCTION "refuse_event_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('baton.retention', true) = 'on' AND TG_OP = 'DELETE' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'events are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "events" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_event_change"();
--> statement-breakpoint
-- Each append rewrites its workflow's row: with room on the page no index is touched.
ALTER TABLE "workflows" SET (fillfactor = 60);
--> statement-breakpoint
ALTER TABLE "workstreams" SET (fillfactor = 70);
