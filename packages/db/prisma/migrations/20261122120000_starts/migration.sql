-- AlterTable
ALTER TABLE "subscription" ADD COLUMN     "poll_id" TEXT;

-- CreateTable
CREATE TABLE "schedule" (
    "flow_id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "timezone" TEXT NOT NULL,
    "former" JSONB NOT NULL DEFAULT '[]',
    "settled_until" TIMESTAMPTZ(3) NOT NULL,
    "next_due_at" TIMESTAMPTZ(3),
    "last_due_at" TIMESTAMPTZ(3),

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("flow_id")
);

-- CreateTable
CREATE TABLE "poll" (
    "connection_id" UUID NOT NULL,
    "poll_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "cursor" JSONB,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "lease" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" JSONB,
    "polled_at" TIMESTAMPTZ(3),

    CONSTRAINT "poll_pkey" PRIMARY KEY ("connection_id","poll_id")
);

-- CreateTable
CREATE TABLE "broadcast" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "per_minute" INTEGER NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broadcast_row" (
    "broadcast_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "index" INTEGER,
    "row" JSONB NOT NULL,
    "reason" JSONB,

    CONSTRAINT "broadcast_row_pkey" PRIMARY KEY ("broadcast_id","line")
);

-- CreateIndex
CREATE INDEX "subscription_connection_id_poll_id_idx" ON "subscription"("connection_id", "poll_id");

-- CreateIndex
CREATE INDEX "schedule_next_due_at_idx" ON "schedule"("next_due_at");

-- CreateIndex
CREATE INDEX "poll_next_at_idx" ON "poll"("next_at");

-- CreateIndex
CREATE INDEX "broadcast_workspace_id_flow_id_created_at_idx" ON "broadcast"("workspace_id", "flow_id", "created_at");

-- Only those that run are searched for.
CREATE INDEX "broadcast_running_idx" ON "broadcast"("next_at") WHERE "state" = 'running';

-- CreateIndex
CREATE INDEX "broadcast_row_broadcast_id_index_idx" ON "broadcast_row"("broadcast_id", "index");
