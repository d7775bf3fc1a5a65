-- Whom and what events and runs are about: `order:<code>`, `customer:<E.164 phone>`
CREATE TABLE "about" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,

    CONSTRAINT "about_pkey" PRIMARY KEY ("workspace_id","key","kind","id")
);
CREATE INDEX "about_id_idx" ON "about"("id");

-- Of what is there already, the orders that payloads name.
INSERT INTO "about"
SELECT "workspace_id", 'order:' || "code", 'event', "id" FROM (
  SELECT "workspace_id", "id", upper(trim(ltrim(trim(coalesce("payload" #>> '{order,code}', "payload" #>> '{shipment,orderCode}', "payload" ->> 'orderCode')), '#'))) AS "code"
  FROM "event"
) named WHERE "code" <> '';
INSERT INTO "about"
SELECT r."workspace_id", a."key", 'run', r."id" FROM "run" r JOIN "about" a ON a."workspace_id" = r."workspace_id" AND a."kind" = 'event' AND a."id" = r."event_id";

-- Lists of runs: of one version, and the few of a flow that failed or were stopped
CREATE INDEX "run_workspace_id_version_id_id_idx" ON "run"("workspace_id", "version_id", "id");
CREATE INDEX "run_failed_idx" ON "run"("workspace_id", "flow_id", "id") WHERE "state" = 'failed';
CREATE INDEX "run_stopped_idx" ON "run"("workspace_id", "flow_id", "id") WHERE "state" = 'stopped';

-- Runs that wait at a step, failed or were left out there
CREATE INDEX "step_run_apart_idx" ON "step_run"("workspace_id", "step_id", "state", "run_id") WHERE "state" IN ('waiting', 'retrying', 'failed', 'skipped', 'stopped');

-- Lists that people come back to
CREATE TABLE "saved_filter" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_filter_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_filter_workspace_id_user_id_name_key" ON "saved_filter"("workspace_id", "user_id", "name");
