-- CreateTable
CREATE TABLE "move_batch" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "engine" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "move_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "move_run" (
    "batch_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "move_run_pkey" PRIMARY KEY ("batch_id","run_id")
);

-- CreateIndex
CREATE INDEX "move_batch_workspace_id_flow_id_idx" ON "move_batch"("workspace_id", "flow_id");

-- CreateIndex
CREATE INDEX "move_run_run_id_idx" ON "move_run"("run_id");

-- Those that a publish is about.
CREATE INDEX "run_unfinished_idx" ON "run"("workspace_id", "flow_id", "id") WHERE "ended_at" IS NULL;

-- Only batches under way are looked for.
CREATE INDEX "move_batch_open" ON "move_batch"("starts_at") WHERE "ended_at" IS NULL AND "cancelled_at" IS NULL;
