-- Who still needs an event: runs that have ended and may be restarted, flows that are to make up for what they missed, and gatherings
CREATE INDEX "run_event_id_restartable_idx" ON "run"("event_id") WHERE "ended_at" IS NOT NULL AND "pruned_at" IS NULL;
CREATE INDEX "flow_missed_event_id_idx" ON "flow_missed"("event_id");
CREATE INDEX "gathered_event_id_idx" ON "gathered"("event_id");

-- Alerts about silence are known by flow and by what it listens to: one of a flow that has come to listen to something else is over
UPDATE "alert" a SET "key" = concat_ws('/', s."flow_id", s."event", coalesce(s."source", ''), coalesce(s."connection_id"::text, ''))
FROM "subscription" s WHERE a."kind" = 'trigger_quiet' AND a."resolved_at" IS NULL AND s."workspace_id" = a."workspace_id" AND s."flow_id"::text = a."key";
