-- How the runs of each flow ended, for the list of flows: few rows among those that count steps
CREATE INDEX "step_count_run_idx" ON "step_count"("workspace_id", "flow_id", "hour") WHERE "step_id" = '';

-- Failed runs that may be taken up again, newest first: what the page of causes looks at
CREATE INDEX "run_loose_idx" ON "run"("workspace_id", "id") WHERE "state" = 'failed' AND "pruned_at" IS NULL AND "parent_run_id" IS NULL;
