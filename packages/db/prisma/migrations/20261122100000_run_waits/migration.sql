-- AlterTable
ALTER TABLE "run" ADD COLUMN     "carry" JSONB,
ADD COLUMN     "goal_at" TIMESTAMPTZ(3),
ADD COLUMN     "parent_run_id" UUID,
ADD COLUMN     "parent_token" TEXT;

-- CreateTable
CREATE TABLE "run_wait" (
    "run_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "awaited" JSONB NOT NULL,
    "event" TEXT,
    "match_key" TEXT,
    "hold_key" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" JSONB,
    "answered_at" TIMESTAMPTZ(3),
    "deliver_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_wait_pkey" PRIMARY KEY ("run_id", "token")
);

-- Only open rows are ever searched, and few are open.
CREATE INDEX "run_wait_listening_idx" ON "run_wait"("workspace_id", "event", "match_key") WHERE "closed_at" IS NULL AND "answered_at" IS NULL AND "event" IS NOT NULL;
CREATE INDEX "run_wait_held_idx" ON "run_wait"("workspace_id", "hold_key") WHERE "closed_at" IS NULL AND "answered_at" IS NULL AND "hold_key" IS NOT NULL;
CREATE INDEX "run_wait_undelivered_idx" ON "run_wait"("deliver_at", "answered_at") WHERE "closed_at" IS NULL AND "answered_at" IS NOT NULL;
