-- What a failed run failed of, what was given to it by hand, and how often it was given another host
ALTER TABLE "run" ADD COLUMN "failed_step" TEXT, ADD COLUMN "edits" JSONB, ADD COLUMN "rehosts" INTEGER NOT NULL DEFAULT 0;
UPDATE "run" r SET "failed_step" = (
  SELECT s."step_id" FROM "step_run" s WHERE s."run_id" = r."id" AND s."state" = 'failed' AND s."port" IS NULL ORDER BY length(s."scope") DESC, s."ended_at" DESC LIMIT 1
) WHERE r."state" = 'failed';

-- CreateTable
CREATE TABLE "retry_batch" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "error_kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "error" JSONB NOT NULL,
    "version" TEXT NOT NULL,
    "resend_unknown" BOOLEAN NOT NULL,
    "first_count" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stopped_by" TEXT,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),

    CONSTRAINT "retry_batch_pkey" PRIMARY KEY ("id")
);
-- One at a time for each cause
CREATE UNIQUE INDEX "retry_batch_open_key" ON "retry_batch"("workspace_id", "flow_id", "step_id", "error_kind", "cause") WHERE "ended_at" IS NULL;
CREATE INDEX "retry_batch_workspace_id_created_at_idx" ON "retry_batch"("workspace_id", "created_at");
CREATE INDEX "retry_batch_next_at_idx" ON "retry_batch"("next_at") WHERE "next_at" IS NOT NULL;

-- CreateTable
CREATE TABLE "retry_item" (
    "batch_id" UUID NOT NULL,
    "nr" INTEGER NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "new_run_id" UUID,
    "scope" TEXT,
    "step_id" TEXT,
    "reason" JSONB,

    CONSTRAINT "retry_item_pkey" PRIMARY KEY ("batch_id", "nr")
);

-- CreateTable
CREATE TABLE "host_sweep" (
    "id" INTEGER NOT NULL,
    "cursor" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "host_sweep_pkey" PRIMARY KEY ("id")
);
INSERT INTO "host_sweep" ("id", "cursor", "next_at") VALUES (1, '', now());
