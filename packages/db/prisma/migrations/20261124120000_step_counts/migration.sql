-- Steps that ended, counted once each by the statement that tells their end
ALTER TABLE "step_run" ADD COLUMN "counted" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "step_count" (
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "version_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "port" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "step_count_pkey" PRIMARY KEY ("workspace_id","flow_id","hour","version_id","step_id","port","state","slot")
);

-- What already ended is counted now.
INSERT INTO "step_count"
SELECT s."workspace_id", r."flow_id", date_trunc('hour', r."started_at", 'UTC'), r."version_id", s."step_id", coalesce(s."port", ''), s."state", 0, count(*)
FROM "step_run" s JOIN "run" r ON r."id" = s."run_id" AND r."workspace_id" = s."workspace_id"
WHERE s."state" IN ('done', 'failed', 'skipped', 'stopped')
GROUP BY 1, 2, 3, 4, 5, 6, 7;

UPDATE "step_run" SET "counted" = true WHERE "state" IN ('done', 'failed', 'skipped', 'stopped');

INSERT INTO "step_count"
SELECT "workspace_id", "flow_id", date_trunc('hour', "started_at", 'UTC'), "version_id", '', '', CASE WHEN "goal_at" IS NULL THEN "state" ELSE 'goal' END, 0, count(*)
FROM "run" WHERE "ended_at" IS NOT NULL
GROUP BY 1, 2, 3, 4, 7;
