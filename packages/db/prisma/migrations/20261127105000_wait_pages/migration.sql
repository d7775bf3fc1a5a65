-- An event may concern every sleeper of a shop: their waits are read page by page, in the order in which writers lock them
DROP INDEX "run_wait_listening_idx";
CREATE INDEX "run_wait_listening_idx" ON "run_wait"("workspace_id", "event", "match_key", "run_id", "token") WHERE "closed_at" IS NULL AND "answered_at" IS NULL AND "event" IS NOT NULL;

-- Answers on their way, shop by shop: those that were never signalled, then by the time at which they were signalled last or may be signalled first
DROP INDEX "run_wait_undelivered_idx";
CREATE INDEX "run_wait_undelivered_idx" ON "run_wait"("workspace_id", (coalesce("claimed_at", "deliver_at", '-infinity'::timestamptz)), "answered_at", "run_id", "token") WHERE "closed_at" IS NULL AND "answered_at" IS NOT NULL;
