-- CreateTable
CREATE TABLE "gathering" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "is_open" BOOLEAN NOT NULL,

    CONSTRAINT "gathering_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gathered" (
    "gathering_id" UUID NOT NULL,
    "nr" INTEGER NOT NULL,
    "event_id" UUID NOT NULL,
    "payload" JSONB NOT NULL,

    CONSTRAINT "gathered_pkey" PRIMARY KEY ("gathering_id","nr")
);

-- CreateTable
CREATE TABLE "run_trigger" (
    "run_id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "trigger" JSONB NOT NULL,

    CONSTRAINT "run_trigger_pkey" PRIMARY KEY ("run_id")
);

-- CreateIndex
CREATE INDEX "gathering_due_at_idx" ON "gathering"("due_at");

-- One open gathering of each flow and key
CREATE UNIQUE INDEX "gathering_open_idx" ON "gathering"("flow_id", "key") WHERE "is_open";
