-- Stops of all runs of a flow
CREATE TABLE "flow_stop" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "asked_by" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER NOT NULL,
    "cursor" UUID,
    "due_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_stop_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "flow_stop_workspace_id_flow_id_asked_at_idx" ON "flow_stop"("workspace_id", "flow_id", "asked_at");
CREATE INDEX "flow_stop_due_at_idx" ON "flow_stop"("due_at") WHERE "due_at" IS NOT NULL;

-- Links by which people answer questions without signing in
CREATE TABLE "approval_link" (
    "hash" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_link_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "approval_link_run_id_token_idx" ON "approval_link"("run_id", "token");
