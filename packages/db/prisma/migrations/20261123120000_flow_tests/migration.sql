-- A flow's own tests, and those with which each version went live
CREATE TABLE "flow_test" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scenario" JSONB NOT NULL,
    "expectations" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_test_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "flow_test_workspace_id_flow_id_idx" ON "flow_test"("workspace_id", "flow_id");
ALTER TABLE "flow_version" ADD COLUMN "tests" JSONB;

-- Drafts that are walked through the shop's own past
CREATE TABLE "backtest" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "plan" JSONB NOT NULL,
    "live_plan" JSONB,
    "called" JSONB NOT NULL DEFAULT '{}',
    "live_version" INTEGER,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "events_done" INTEGER NOT NULL DEFAULT 0,
    "events_total" INTEGER,
    "is_cut" BOOLEAN NOT NULL DEFAULT false,
    "report" JSONB,
    "live_report" JSONB,
    "lease" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "backtest_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "backtest_workspace_id_flow_id_id_idx" ON "backtest"("workspace_id", "flow_id", "id");
CREATE INDEX "backtest_open_idx" ON "backtest"("id") WHERE "ended_at" IS NULL;
