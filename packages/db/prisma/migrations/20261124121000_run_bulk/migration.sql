-- The same done to many runs at once
CREATE TABLE "run_bulk" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "asked_by" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "left_out" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "due_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_bulk_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "run_bulk_workspace_id_id_idx" ON "run_bulk"("workspace_id", "id");
CREATE INDEX "run_bulk_due_at_idx" ON "run_bulk"("due_at") WHERE "due_at" IS NOT NULL;
